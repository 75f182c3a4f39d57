package io.pinelink.cli.endpoint;

import io.pinelink.cli.dns.TerraformZone;
import io.pinelink.cli.dns.ZoneRecord;
import io.pinelink.cli.template.Input;
import io.pinelink.cli.template.Quoted;
import io.pinelink.routing.Cloud;
import java.util.List;
import java.util.stream.Collectors;

/** A bash script that creates the cloud's part with the cloud's own command. */
final class CloudScript {
  private CloudScript() {}

  static String of(CustomerSide side) {
    return """
        #!/usr/bin/env bash
        # %s.
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

        """
            .formatted(side.title())
        + side.inputs().stream().map(CloudScript::input).collect(Collectors.joining())
        + commands(side);
  }

  /** Returns a variable that can be set in the environment, with its values separated by blanks. */
  private static String input(Input input) {
    List<String> values = input.values();
    String preset = Quoted.shell(String.join(" ", values));
    String assignment =
        values.isEmpty()
            ? ": \"${%s:?%s, such as %s}\"\n"
                .formatted(input.upper(), input.description(), input.example())
            : "%s=${%s:-%s}\n".formatted(input.upper(), input.upper(), preset);
    return assignment
        + (input.isList() ? "# shellcheck disable=SC2086 # a word for each value\n" : "")
        + "check %s %s \\\n  %s %s\n"
            .formatted(
                input.upper(),
                Quoted.shell(input.example()),
                Quoted.shell(input.pattern()),
                (input.isList() ? "$%s" : "\"$%s\"").formatted(input.upper()));
  }

  private static String commands(CustomerSide side) {
    if (side.cloud().equals(Cloud.AWS)) {
      return aws(side) + (side.usesEndpointDns() ? "" : route53(side));
    }
    return side.cloud().equals(Cloud.AZURE) ? azure(side) : google(side);
  }

  private static String aws(CustomerSide side) {
    return """

    export AWS_REGION=%1$s AWS_DEFAULT_REGION=%1$s

    group=$(aws ec2 create-security-group --group-name %2$s \\
      --description 'HTTPS from applications to the private endpoint of Pinecone' \\
      --vpc-id "$VPC_ID" --query GroupId --output text)
    echo "security group $group"
    for range in $CLIENT_RANGES; do
      aws ec2 authorize-security-group-ingress --group-id "$group" \\
        --protocol tcp --port 443 --cidr "$range" > /dev/null
    done
    # shellcheck disable=SC2086 # a word for each subnet
    endpoint=$(aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface \\
      --service-name %3$s \\
      --vpc-id "$VPC_ID" --subnet-ids $SUBNET_IDS --security-group-ids "$group" \\
      --%4$s --query VpcEndpoint.VpcEndpointId --output text)
    echo "endpoint $endpoint"
    """
        .formatted(
            side.service().region(),
            Quoted.shell(side.name()),
            Quoted.shell(side.service().name()),
            side.usesEndpointDns() ? "private-dns-enabled" : "no-private-dns-enabled");
  }

  private static String route53(CustomerSide side) {
    return """

    name=$(aws ec2 describe-vpc-endpoints --vpc-endpoint-ids "$endpoint" \\
      --query 'VpcEndpoints[0].DnsEntries[0].DnsName' --output text)
    zone=$(aws route53 create-hosted-zone --name %1$s \\
      --vpc "VPCRegion=$AWS_REGION,VPCId=$VPC_ID" \\
      --caller-reference "pinecone-$(date +%%s)" --query HostedZone.Id --output text)
    echo "zone $zone"
    aws route53 change-resource-record-sets --hosted-zone-id "$zone" --change-batch '{
      "Changes": [{"Action": "UPSERT", "ResourceRecordSet": {
        "Name": "*.%1$s", "Type": "CNAME", "TTL": %2$d,
        "ResourceRecords": [{"Value": "'"$name"'"}]
      }}]
    }'
    """
        .formatted(side.zone(), ZoneRecord.TTL);
  }

  private static String azure(CustomerSide side) {
    return """

    endpoint=$(az network private-endpoint create --resource-group "$RESOURCE_GROUP_NAME" \\
      --name %1$s --location %2$s \\
      --subnet "$SUBNET_ID" --nic-name %1$s-nic --connection-name %1$s \\
      --private-connection-resource-id %3$s \\
      --manual-request true --request-message 'Private endpoint for Pinecone' \\
      --query id --output tsv)
    echo "endpoint $endpoint"

    address=$(az network nic show --resource-group "$RESOURCE_GROUP_NAME" --name %1$s-nic \\
      --query 'ipConfigurations[0].privateIPAddress' --output tsv)
    az network private-dns zone create --resource-group "$RESOURCE_GROUP_NAME" \\
      --name %4$s --output none
    az network private-dns link vnet create --resource-group "$RESOURCE_GROUP_NAME" \\
      --zone-name %4$s --name pinecone \\
      --virtual-network "$VIRTUAL_NETWORK_ID" --registration-enabled false --output none
    az network private-dns record-set a create --resource-group "$RESOURCE_GROUP_NAME" \\
      --zone-name %4$s --name '*' --ttl %5$d --output none
    az network private-dns record-set a add-record --resource-group "$RESOURCE_GROUP_NAME" \\
      --zone-name %4$s --record-set-name '*' --ipv4-address "$address" --output none
    """
        .formatted(
            side.name(),
            side.service().region(),
            Quoted.shell(side.service().name()),
            side.zone(),
            ZoneRecord.TTL);
  }

  private static String google(CustomerSide side) {
    return """

    gcloud compute addresses create %1$s --region %2$s --subnet "$SUBNETWORK"
    gcloud compute forwarding-rules create %1$s --region %2$s \\
      --network "$NETWORK" --address %1$s \\
      --target-service-attachment %3$s
    connection=$(gcloud compute forwarding-rules describe %1$s --region %2$s \\
      --format 'value(pscConnectionId)')
    echo "connection $connection"
    address=$(gcloud compute addresses describe %1$s --region %2$s --format 'value(address)')
    gcloud dns managed-zones create %6$s --description 'Private endpoint of Pinecone' \\
      --dns-name %4$s. --visibility private --networks "$NETWORK"
    gcloud dns record-sets create '*.%4$s.' --zone %6$s \\
      --type A --ttl %5$d --rrdatas "$address"
    """
        .formatted(
            side.name(),
            side.service().region(),
            Quoted.shell(side.service().name()),
            side.zone(),
            ZoneRecord.TTL,
            TerraformZone.googleName(side.zone()));
  }
}
