#!/usr/bin/env bash
# Private route to Pinecone's environment @{environment}, in azure @{region}.
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

@{inputs}

endpoint=$(az network private-endpoint create --resource-group "$RESOURCE_GROUP_NAME" \
  --name @{name} --location @{region} \
  --subnet "$SUBNET_ID" --nic-name @{name}-nic --connection-name @{name} \
  --private-connection-resource-id '@{service}' \
  --manual-request true --request-message 'Private endpoint for Pinecone' \
  --query id --output tsv)
echo "endpoint $endpoint"

address=$(az network nic show --resource-group "$RESOURCE_GROUP_NAME" --name @{name}-nic \
  --query 'ipConfigurations[0].privateIPAddress' --output tsv)
az network private-dns zone create --resource-group "$RESOURCE_GROUP_NAME" \
  --name @{zone} --output none
az network private-dns link vnet create --resource-group "$RESOURCE_GROUP_NAME" \
  --zone-name @{zone} --name pinecone \
  --virtual-network "$VIRTUAL_NETWORK_ID" --registration-enabled false --output none
az network private-dns record-set a create --resource-group "$RESOURCE_GROUP_NAME" \
  --zone-name @{zone} --name '*' --ttl 60 --output none
az network private-dns record-set a add-record --resource-group "$RESOURCE_GROUP_NAME" \
  --zone-name @{zone} --record-set-name '*' --ipv4-address "$address" --output none
