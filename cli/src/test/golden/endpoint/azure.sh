#!/usr/bin/env bash
# Private route to Pinecone's environment eastus2-5e25.prod-azure, in azure eastus2.
set -euo pipefail

RESOURCE_GROUP_NAME=${RESOURCE_GROUP_NAME:-'apps'}
VIRTUAL_NETWORK_ID=${VIRTUAL_NETWORK_ID:-'/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/apps/providers/Microsoft.Network/virtualNetworks/apps'}
SUBNET_ID=${SUBNET_ID:-'/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/apps/providers/Microsoft.Network/virtualNetworks/apps/subnets/endpoints'}

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
