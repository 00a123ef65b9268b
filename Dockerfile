# Built from the wheel: `python -m build --wheel` first, then `docker build -t hedui .`
#     docker run --rm -v "$PWD:/data" hedui check zh.pdf en.pdf -o report.html
FROM python:3.12-slim
COPY dist/hedui-*.whl /tmp/
RUN pip install --no-cache-dir /tmp/hedui-*.whl && rm /tmp/hedui-*.whl && useradd --create-home hedui
USER hedui
WORKDIR /data
ENTRYPOINT ["hedui"]
CMD ["--help"]
