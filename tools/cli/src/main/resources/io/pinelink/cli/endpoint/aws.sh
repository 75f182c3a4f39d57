#!/usr/bin/env bash
# Private route to Pinecone's environment @{environment}, in aws @{region}.
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

export AWS_REGION=@{region} AWS_DEFAULT_REGION=@{region}

group=$(aws ec2 create-security-group --group-name '@{name}' \
  --description 'HTTPS from applications to the private endpoint of Pinecone' \
  --vpc-id "$VPC_ID" --query GroupId --output text)
echo "security group $group"
for range in $CLIENT_RANGES; do
  aws ec2 authorize-security-group-ingress --group-id "$group" \
    --protocol tcp --port 443 --cidr "$range" > /dev/null
done
# shellcheck disable=SC2086 # a word for each subnet
endpoint=$(aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface \
  --service-name '@{service}' \
  --vpc-id "$VPC_ID" --subnet-ids $SUBNET_IDS --security-group-ids "$group" \
@if dns
  --private-dns-enabled --query VpcEndpoint.VpcEndpointId --output text)
@end
@if !dns
  --no-private-dns-enabled --query VpcEndpoint.VpcEndpointId --output text)
@end
echo "endpoint $endpoint"
@if !dns

name=$(aws ec2 describe-vpc-endpoints --vpc-endpoint-ids "$endpoint" \
  --query 'VpcEndpoints[0].DnsEntries[0].DnsName' --output text)
zone=$(aws route53 create-hosted-zone --name @{zone} \
  --vpc "VPCRegion=$AWS_REGION,VPCId=$VPC_ID" \
  --caller-reference "pinecone-$(date +%s)" --query HostedZone.Id --output text)
echo "zone $zone"
aws route53 change-resource-record-sets --hosted-zone-id "$zone" --change-batch '{
  "Changes": [{"Action": "UPSERT", "ResourceRecordSet": {
    "Name": "*.@{zone}", "Type": "CNAME", "TTL": 60,
    "ResourceRecords": [{"Value": "'"$name"'"}]
  }}]
}'
@end
