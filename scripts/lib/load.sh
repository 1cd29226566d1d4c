# Brings in every piece, in the order in which they build on one another.
LIBRARY=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for piece in project messages services configuration ports packages virtualenv run_folder parallel \
    postgres redis processes supervisor stopping readiness release gateway service_environment migrations \
    demonstration_data mailbox request_log unused connections platform_status engine changes native_platform native_update \
    runtime_native container_platform containers replicas runtime_containers test_environment test_results; do
    # shellcheck source=/dev/null
    . "$LIBRARY/$piece.sh"
done
unset piece
