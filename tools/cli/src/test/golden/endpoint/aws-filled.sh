#!/usr/bin/env bash
# Private route to Pinecone's environment aped-4627-b74a, in aws us-east-1.
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

VPC_ID=${VPC_ID:-'vpc-0a1b2c3d4e5f60718'}
check VPC_ID 'vpc-0a1b2c3d4e5f60718' \
  '^vpc-[0-9a-f]{8,17}$' "$VPC_ID"
SUBNET_IDS=${SUBNET_IDS:-'subnet-0a1b2c3d4e5f60718 subnet-1a1b2c3d4e5f60718'}
# shellcheck disable=SC2086 # a word for each value
check SUBNET_IDS 'subnet-0a1b2c3d4e5f60718' \
  '^subnet-[0-9a-f]{8,17}$' $SUBNET_IDS
CLIENT_RANGES=${CLIENT_RANGES:-'10.0.0.0/16 10.8.0.0/20'}
# shellcheck disable=SC2086 # a word for each value
check CLIENT_RANGES '10.0.0.0/16' \
  '^([0-9]{1,3}\.){3}[0-9]{1,3}/([89]|[12][0-9]|3[0-2])$' $CLIENT_RANGES

export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1

group=$(aws ec2 create-security-group --group-name 'pinecone-aped-4627-b74a' \
  --description 'HTTPS from applications to the private endpoint of Pinecone' \
  --vpc-id "$VPC_ID" --query GroupId --output text)
echo "security group $group"
for range in $CLIENT_RANGES; do
  aws ec2 authorize-security-group-ingress --group-id "$group" \
    --protocol tcp --port 443 --cidr "$range" > /dev/null
done
# shellcheck disable=SC2086 # a word for each subnet
endpoint=$(aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface \
  --service-name 'com.amazonaws.vpce.us-east-1.vpce-svc-05ef6f1f0b9130b54' \
  --vpc-id "$VPC_ID" --subnet-ids $SUBNET_IDS --security-group-ids "$group" \
  --no-private-dns-enabled --query VpcEndpoint.VpcEndpointId --output text)
echo "endpoint $endpoint"

name=$(aws ec2 describe-vpc-endpoints --vpc-endpoint-ids "$endpoint" \
  --query 'VpcEndpoints[0].DnsEntries[0].DnsName' --output text)
zone=$(aws route53 create-hosted-zone --name private.aped-4627-b74a.pinecone.io \
  --vpc "VPCRegion=$AWS_REGION,VPCId=$VPC_ID" \
  --caller-reference "pinecone-$(date +%s)" --query HostedZone.Id --output text)
echo "zone $zone"
aws route53 change-resource-record-sets --hosted-zone-id "$zone" --change-batch '{
  "Changes": [{"Action": "UPSERT", "ResourceRecordSet": {
    "Name": "*.private.aped-4627-b74a.pinecone.io", "Type": "CNAME", "TTL": 60,
    "ResourceRecords": [{"Value": "'"$name"'"}]
  }}]
}'
