#!/usr/bin/env bash
# Private route to Pinecone's environment eastus2-5e25.prod-azure, in azure eastus2.
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

RESOURCE_GROUP_NAME=${RESOURCE_GROUP_NAME:-'apps'}
check RESOURCE_GROUP_NAME 'network-group' \
  '^[-A-Za-z0-9_.()]{1,90}$' "$RESOURCE_GROUP_NAME"
VIRTUAL_NETWORK_ID=${VIRTUAL_NETWORK_ID:-'/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/apps/providers/Microsoft.Network/virtualNetworks/apps'}
check VIRTUAL_NETWORK_ID '/subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NETWORK' \
  '^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Network/virtualNetworks/[^/]+$' "$VIRTUAL_NETWORK_ID"
SUBNET_ID=${SUBNET_ID:-'/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/apps/providers/Microsoft.Network/virtualNetworks/apps/subnets/endpoints'}
check SUBNET_ID '/subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NETWORK/subnets/SUBNET' \
  '^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Network/virtualNetworks/[^/]+/subnets/[^/]+$' "$SUBNET_ID"

endpoint=$(az network private-endpoint create --resource-group "$RESOURCE_GROUP_NAME" \
  --name pinecone-eastus2-5e25-prod-azure --location eastus2 \
  --subnet "$SUBNET_ID" --nic-name pinecone-eastus2-5e25-prod-azure-nic --connection-name pinecone-eastus2-5e25-prod-azure \
  --private-connection-resource-id 'pinecone.bdbc7759-0243-46c1-af51-794c4602745b.eastus2.azure.privatelinkservice' \
  --manual-request true --request-message 'Private endpoint for Pinecone' \
  --query id --output tsv)
echo "endpoint $endpoint"

address=$(az network nic show --resource-group "$RESOURCE_GROUP_NAME" --name pinecone-eastus2-5e25-prod-azure-nic \
  --query 'ipConfigurations[0].privateIPAddress' --output tsv)
az network private-dns zone create --resource-group "$RESOURCE_GROUP_NAME" \
  --name private.eastus2-5e25.prod-azure.pinecone.io --output none
az network private-dns link vnet create --resource-group "$RESOURCE_GROUP_NAME" \
  --zone-name private.eastus2-5e25.prod-azure.pinecone.io --name pinecone \
  --virtual-network "$VIRTUAL_NETWORK_ID" --registration-enabled false --output none
az network private-dns record-set a create --resource-group "$RESOURCE_GROUP_NAME" \
  --zone-name private.eastus2-5e25.prod-azure.pinecone.io --name '*' --ttl 60 --output none
az network private-dns record-set a add-record --resource-group "$RESOURCE_GROUP_NAME" \
  --zone-name private.eastus2-5e25.prod-azure.pinecone.io --record-set-name '*' --ipv4-address "$address" --output none
