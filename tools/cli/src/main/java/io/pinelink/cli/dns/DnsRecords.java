package io.pinelink.cli.dns;

import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.PrivateLinkCatalog;
import io.pinelink.routing.PrivateLinkCatalog.Entry;
import java.util.Optional;

/**
 * The DNS records that resolve the private hosts of an environment to a private endpoint. Angle
 * brackets mark values that only the reader knows.
 *
 * @param zone the private zone
 * @param row the environment's entry in the catalogue; empty if it has none
 */
record DnsRecords(String zone, Optional<Entry> row) {
  /** Returns the records of a host that is not local. */
  static DnsRecords of(IndexHost host) {
    return new DnsRecords(
        host.privateZone().orElseThrow(), host.environment().flatMap(PrivateLinkCatalog::find));
  }

  String text() {
    return heading()
        + (isMaybe(Cloud.AWS) ? route53() : "")
        + (isMaybe(Cloud.AZURE) ? azure() : "")
        + dnsmasq()
        + proxies();
  }

  /** Returns whether the environment may be on this cloud. Without an entry, it may be on any. */
  private boolean isMaybe(Cloud cloud) {
    return row.isEmpty() || row.get().cloud().equals(cloud);
  }

  private String heading() {
    String place =
        row.map(
                entry ->
                    "%s %s, endpoint service\n  %s"
                        .formatted(entry.cloud(), entry.region(), entry.serviceName()))
            .orElse("not in the catalogue: see both clouds below");
    return """
    Private zone  %s
    Record        *.%s
    Environment   %s
    """
        .formatted(zone, zone, place);
  }

  private String route53() {
    return """

    Route 53
      Nothing to do if the VPC endpoint has "Enable DNS name" on. Otherwise create
      a private hosted zone with a CNAME to the endpoint's own name:

      aws route53 create-hosted-zone --name %s \\
        --vpc VPCRegion=%s,VPCId=<vpc-id> --caller-reference "$(date +%%s)"
      aws route53 change-resource-record-sets --hosted-zone-id <zone-id> \\
        --change-batch '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{
          "Name":"*.%s",
          "Type":"CNAME","TTL":60,"ResourceRecords":[{"Value":
          "%s"}]}}]}'
    """
        .formatted(zone, row.map(Entry::region).orElse("<region>"), zone, endpointName());
  }

  /** Returns the DNS name of the VPC endpoint, which is derived from the service's name. */
  private String endpointName() {
    String service =
        row.map(Entry::serviceName)
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .orElse("<vpce-svc-id>");
    String region = row.map(Entry::region).orElse("<region>");
    return "<vpce-id>." + service + "." + region + ".vpce.amazonaws.com";
  }

  private String azure() {
    return """

    Azure private DNS zone
      Create an A record for the private endpoint's address, which changes when
      the endpoint is recreated:

      az network private-dns zone create -g <group> -n %s
      az network private-dns link vnet create -g <group> -n pinecone \\
        -z %s -v <vnet> -e false
      az network private-dns record-set a add-record -g <group> \\
        -z %s -n '*' -a <endpoint-address>
    """
        .formatted(zone, zone, zone);
  }

  private String dnsmasq() {
    return """

    dnsmasq
      local=/%s/
      address=/%s/<endpoint-address>
    """
        .formatted(zone, zone);
  }

  private String proxies() {
    return """

    JVM proxy settings of other clients (Pinelink's private routes use no proxy)
      -Dhttp.nonProxyHosts='%s'
      A * matches only at either end: *.private.*.pinecone.io never matches.
    """
        .formatted(nonProxyHosts());
  }

  /** Returns the JVM's default exceptions, which setting a value would replace, and the zone. */
  String nonProxyHosts() {
    return "localhost|127.*|[::1]|*." + zone;
  }
}
