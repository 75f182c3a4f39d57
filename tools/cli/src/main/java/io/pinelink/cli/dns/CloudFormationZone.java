package io.pinelink.cli.dns;

import io.pinelink.cli.template.CloudFormation;
import io.pinelink.cli.template.Input;
import io.pinelink.cli.template.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A private hosted zone of Route 53 as a CloudFormation template. */
public final class CloudFormationZone {
  private CloudFormationZone() {}

  /** Returns a template whose parameters are the VPC and the endpoint. */
  static String of(PrivateZone zone) {
    List<PrivateZone.RecordSet> sets = zone.recordSetsOrEmpty(ZoneRecord.CNAME);
    StringBuilder text = new StringBuilder();
    text.append(
        CloudFormation.head(
            "Private zone of Pinecone's environment " + zone.environment(),
            Stream.concat(Stream.of(Input.VPC), sets.stream().map(PrivateZone.RecordSet::input))
                .toList()));
    text.append(zone(zone.name()));
    for (PrivateZone.RecordSet set : sets) {
      text.append(record(zone.name(), set.type(), "!Ref " + set.input().pascal()));
    }
    return text.toString();
  }

  /** Returns the resource {@code Zone}, which the VPC of the parameter sees. */
  public static String zone(String zone) {
    return """
      Zone:
        Type: AWS::Route53::HostedZone
        Properties:
          Name: %s
          VPCs:
            - VPCId: !Ref VpcId
              VPCRegion: !Ref AWS::Region
    """
        .formatted(Quoted.yaml(zone));
  }

  /**
   * Returns the wildcard record of the zone.
   *
   * @param type {@code A}, {@code AAAA} or {@code CNAME}
   * @param value an expression: a name for {@code CNAME}, otherwise a list of addresses
   */
  public static String record(String zone, String type, String value) {
    return """
      Record%s:
        Type: AWS::Route53::RecordSet
        Properties:
          HostedZoneId: !Ref Zone
          Name: %s
          Type: %s
          TTL: "%d"
          ResourceRecords:%s
    """
        .formatted(
            type.charAt(0) + type.substring(1).toLowerCase(Locale.ROOT),
            Quoted.yaml("*." + zone),
            type,
            ZoneRecord.TTL,
            type.equals(ZoneRecord.CNAME) ? "\n        - " + value : " " + value);
  }
}
