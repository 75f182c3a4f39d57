#!/usr/bin/env bash
# Private route to Pinecone's environment gcp-us-central1-26bf.byoc, in gcp us-central1.
set -euo pipefail

NETWORK=${NETWORK:-'projects/my-project/global/networks/default'}
SUBNETWORK=${SUBNETWORK:-'projects/my-project/regions/us-central1/subnetworks/default'}

gcloud compute addresses create pinecone-gcp-us-central1-26bf-byoc --region us-central1 --subnet "$SUBNETWORK"
gcloud compute forwarding-rules create pinecone-gcp-us-central1-26bf-byoc --region us-central1 \
  --network "$NETWORK" --address pinecone-gcp-us-central1-26bf-byoc \
  --target-service-attachment 'projects/my-project/regions/us-central1/serviceAttachments/pinecone-26bf'
address=$(gcloud compute addresses describe pinecone-gcp-us-central1-26bf-byoc --region us-central1 --format 'value(address)')
gcloud dns managed-zones create private-gcp-us-central1-26bf-byoc-pinecone-io --description 'Private endpoint of Pinecone' \
  --dns-name private.gcp-us-central1-26bf.byoc.pinecone.io. --visibility private --networks "$NETWORK"
gcloud dns record-sets create '*.private.gcp-us-central1-26bf.byoc.pinecone.io.' --zone private-gcp-us-central1-26bf-byoc-pinecone-io \
  --type A --ttl 60 --rrdatas "$address"
