#!/usr/bin/env bash
# Private route to Pinecone's environment gcp-us-central1-26bf.byoc, in gcp us-central1.
# Creates everything once: after a failure, delete what it created before you run it again.
set -euo pipefail
set -f # a value is not a pattern of file names

check() { # NAME EXAMPLE PATTERN VALUE...
  (($# > 3)) || set -- "$@" ''
  for value in "${@:4}"; do
    [[ $value =~ $3 ]] || {
      echo "$1: '$value' is refused; expected a value such as $2" >&2
      exit 2
    }
  done
}

NETWORK=${NETWORK:-'projects/my-project/global/networks/default'}
check NETWORK 'projects/my-project/global/networks/default' \
  '^projects/[^/]+/global/networks/[a-z][-a-z0-9]*$' "$NETWORK"
SUBNETWORK=${SUBNETWORK:-'projects/my-project/regions/us-central1/subnetworks/default'}
check SUBNETWORK 'projects/my-project/regions/us-central1/subnetworks/default' \
  '^projects/[^/]+/regions/[a-z0-9-]+/subnetworks/[a-z][-a-z0-9]*$' "$SUBNETWORK"

gcloud compute addresses create pinecone-gcp-us-central1-26bf-byoc --region us-central1 --subnet "$SUBNETWORK"
gcloud compute forwarding-rules create pinecone-gcp-us-central1-26bf-byoc --region us-central1 \
  --network "$NETWORK" --address pinecone-gcp-us-central1-26bf-byoc \
  --target-service-attachment 'projects/my-project/regions/us-central1/serviceAttachments/pinecone-26bf'
connection=$(gcloud compute forwarding-rules describe pinecone-gcp-us-central1-26bf-byoc --region us-central1 \
  --format 'value(pscConnectionId)')
echo "connection $connection"
address=$(gcloud compute addresses describe pinecone-gcp-us-central1-26bf-byoc --region us-central1 --format 'value(address)')
gcloud dns managed-zones create private-gcp-us-central1-26bf-byoc-pinecone-io --description 'Private endpoint of Pinecone' \
  --dns-name private.gcp-us-central1-26bf.byoc.pinecone.io. --visibility private --networks "$NETWORK"
gcloud dns record-sets create '*.private.gcp-us-central1-26bf.byoc.pinecone.io.' --zone private-gcp-us-central1-26bf-byoc-pinecone-io \
  --type A --ttl 60 --rrdatas "$address"
