package io.pinelink.cli.dns;

import java.util.Locale;

/** A format in which records are written for a program. */
public enum DnsFormat {
  TERRAFORM,
  CLOUDFORMATION,
  ROUTE53_JSON,
  AZURE_ZONE,
  DNSMASQ,
  UNBOUND,
  BIND,
  COREDNS,
  HOSTS;

  /**
   * Returns the records as text that the program reads.
   *
   * @throws IllegalArgumentException if the format cannot hold them
   */
  String text(PrivateZone zone) {
    boolean hasVariables = this == TERRAFORM || this == CLOUDFORMATION;
    if (zone.records().isEmpty() && !hasVariables) {
      throw new IllegalArgumentException(
          "--format %s needs --endpoint: the addresses or the DNS name of the private endpoint"
              .formatted(this));
    }
    return switch (this) {
      case TERRAFORM -> ZoneTemplate.terraform(zone);
      case CLOUDFORMATION -> ZoneTemplate.cloudFormation(zone);
      case ROUTE53_JSON -> Route53Batch.of(zone);
      case AZURE_ZONE -> ZoneFile.azure(zone);
      case DNSMASQ -> ServerText.dnsmasq(zone);
      case UNBOUND -> ServerText.unbound(zone);
      case BIND -> ZoneFile.bind(zone);
      case COREDNS -> ServerText.coredns(zone);
      case HOSTS -> ServerText.hosts(zone);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
