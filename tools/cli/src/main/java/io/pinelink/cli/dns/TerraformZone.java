package io.pinelink.cli.dns;

import io.pinelink.cli.template.Hcl;
import io.pinelink.cli.template.Input;
import io.pinelink.cli.template.Quoted;
import io.pinelink.cli.template.ResourceName;
import io.pinelink.routing.Cloud;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A private zone as Terraform configuration. */
public final class TerraformZone {
  private static final int MAX_GOOGLE_NAME = 63;

  /** The VPC of the variable {@code vpc_id}. */
  public static final String VPC =
      """

      data "aws_vpc" "pinecone" {
        id = var.vpc_id
      }
      """;

  private TerraformZone() {}

  /** Returns a configuration whose variables are the network and the endpoint. */
  static String of(PrivateZone zone) {
    Cloud cloud = zone.knownCloud();
    List<PrivateZone.RecordSet> sets =
        zone.recordSetsOrEmpty(cloud.equals(Cloud.AWS) ? ZoneRecord.CNAME : ZoneRecord.A);
    StringBuilder text = new StringBuilder();
    text.append("# Private zone of Pinecone's environment %s.\n".formatted(zone.environment()));
    text.append(
        Hcl.variables(
            Stream.concat(networks(cloud).stream(), sets.stream().map(PrivateZone.RecordSet::input))
                .toList()));
    text.append(zone(cloud, zone.name()));
    for (PrivateZone.RecordSet set : sets) {
      text.append(record(cloud, zone.name(), set.type(), Hcl.variableOf(set.input())));
    }
    return text.toString();
  }

  private static List<Input> networks(Cloud cloud) {
    if (cloud.equals(Cloud.AWS)) {
      return List.of(Input.VPC);
    }
    return cloud.equals(Cloud.AZURE)
        ? List.of(Input.RESOURCE_GROUP, Input.VIRTUAL_NETWORK)
        : List.of(Input.GOOGLE_NETWORK);
  }

  /** Returns the resources of a zone of Route 53, which refer to {@link #VPC}. */
  public static String awsZone(String zone, String tags) {
    return """

    resource "aws_route53_zone" "pinecone" {
      name = %s
    %s
      vpc {
        vpc_id = var.vpc_id
      }

      lifecycle {
        precondition {
          condition     = data.aws_vpc.pinecone.enable_dns_support && data.aws_vpc.pinecone.enable_dns_hostnames
          error_message = "The VPC asks private zones only with enable_dns_support and enable_dns_hostnames."
        }
      }
    }
    """
        .formatted(Quoted.hcl(zone), tags);
  }

  /** Returns the resources of a zone that the network of the variables sees. */
  public static String zone(Cloud cloud, String zone) {
    if (cloud.equals(Cloud.AWS)) {
      return VPC + awsZone(zone, "");
    }
    if (cloud.equals(Cloud.AZURE)) {
      return """

      resource "azurerm_private_dns_zone" "pinecone" {
        name                = %s
        resource_group_name = var.resource_group_name
      }

      resource "azurerm_private_dns_zone_virtual_network_link" "pinecone" {
        name                  = "pinecone"
        resource_group_name   = var.resource_group_name
        private_dns_zone_name = azurerm_private_dns_zone.pinecone.name
        virtual_network_id    = var.virtual_network_id
        registration_enabled  = false
      }
      """
          .formatted(Quoted.hcl(zone));
    }
    return """

    resource "google_dns_managed_zone" "pinecone" {
      name       = %s
      dns_name   = %s
      visibility = "private"

      private_visibility_config {
        networks {
          network_url = var.network
        }
      }
    }
    """
        .formatted(Quoted.hcl(googleName(zone)), Quoted.hcl(zone + "."));
  }

  /**
   * Returns the name of a zone's resource in Google Cloud, which has no dots.
   *
   * @throws IllegalArgumentException if Google Cloud accepts no name of this length
   */
  public static String googleName(String zone) {
    return ResourceName.of(zone.replace('.', '-'), MAX_GOOGLE_NAME);
  }

  /**
   * Returns the wildcard record of the zone.
   *
   * @param type {@code A}, {@code AAAA} or {@code CNAME}
   * @param value an expression: a name for {@code CNAME}, otherwise a list of addresses
   */
  public static String record(Cloud cloud, String zone, String type, String value) {
    boolean isName = type.equals(ZoneRecord.CNAME);
    String label = type.toLowerCase(Locale.ROOT);
    if (cloud.equals(Cloud.AWS)) {
      return """

      resource "aws_route53_record" "pinecone_%s" {
        zone_id = aws_route53_zone.pinecone.zone_id
        name    = %s
        type    = "%s"
        ttl     = %d
        records = %s
      }
      """
          .formatted(
              label,
              Quoted.hcl("*." + zone),
              type,
              ZoneRecord.TTL,
              isName ? "[" + value + "]" : value);
    }
    if (cloud.equals(Cloud.AZURE)) {
      return """

      resource "azurerm_private_dns_%s_record" "pinecone" {
        name                = "*"
        zone_name           = azurerm_private_dns_zone.pinecone.name
        resource_group_name = var.resource_group_name
        ttl                 = %d
        %-19s = %s
      }
      """
          .formatted(label, ZoneRecord.TTL, isName ? "record" : "records", value);
    }
    return """

    resource "google_dns_record_set" "pinecone_%s" {
      managed_zone = google_dns_managed_zone.pinecone.name
      name         = %s
      type         = "%s"
      ttl          = %d
      rrdatas      = %s
    }
    """
        .formatted(
            label,
            Quoted.hcl("*." + zone + "."),
            type,
            ZoneRecord.TTL,
            isName ? "[\"${" + value + "}.\"]" : value);
  }
}
