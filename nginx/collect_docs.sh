#!/bin/sh
# Put together what GATEWAY_DOCS_DIR serves: our pages, the merged schema, the TypeScript client's modules, with which
# the pages ask the API, and Swagger UI's own files out of the drf-spectacular-sidecar package of the Python that
# PYTHON names.
#
#   collect_docs.sh OUT_DIR
set -eu
[ $# = 1 ] || { echo "usage: collect_docs.sh OUT_DIR" >&2 && exit 2; }
source=$(cd "$(dirname "$0")" && pwd)
# Found, not imported: importing it needs Django, and only the files are wanted.
package=$("${PYTHON:-python3}" -c 'from importlib.util import find_spec as find
print(find("drf_spectacular_sidecar").submodule_search_locations[0])')
swagger_ui=$package/static/drf_spectacular_sidecar/swagger-ui-dist

mkdir -p "$1/swagger-ui" "$1/client"
cp -R "$source"/docs/. "$1/"
cp "$source"/../clients/typescript/dist/*.js "$1/client/"
for name in swagger-ui.css swagger-ui-bundle.js favicon-32x32.png LICENSE; do
    cp "$swagger_ui/$name" "$1/swagger-ui/$name"
done
chmod -R a+rX "$1"
