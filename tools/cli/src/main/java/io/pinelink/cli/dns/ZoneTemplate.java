package io.pinelink.cli.dns;

import io.pinelink.cli.template.Input;
import io.pinelink.cli.template.Inputs;
import io.pinelink.cli.template.TemplateFile;
import io.pinelink.routing.Cloud;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A private zone as infrastructure as code: the resources beside this class, filled in. */
final class ZoneTemplate {
  private ZoneTemplate() {}

  /** Returns a Terraform configuration whose variables are the network and the endpoint. */
  static String terraform(PrivateZone zone) {
    boolean isAws = zone.knownCloud().equals(Cloud.AWS);
    List<PrivateZone.RecordSet> sets =
        zone.recordSetsOrEmpty(isAws ? ZoneRecord.CNAME : ZoneRecord.A);
    List<Input> networks =
        isAws ? List.of(Input.VPC) : List.of(Input.RESOURCE_GROUP, Input.VIRTUAL_NETWORK);
    return text(
        isAws ? "aws.tf" : "azure.tf",
        zone,
        Inputs.terraform(inputs(networks, sets)),
        sets.stream().map(set -> terraform(set, isAws)).toList());
  }

  private static Map<String, String> terraform(PrivateZone.RecordSet set, boolean isAws) {
    boolean isName = set.type().equals(ZoneRecord.CNAME);
    String variable = "var." + set.input().snake();
    return Map.of(
        "label",
        set.type().toLowerCase(Locale.ROOT),
        "type",
        set.type(),
        "attribute",
        isName ? "record " : "records",
        "expression",
        isName && isAws ? "[" + variable + "]" : variable);
  }

  /** Returns a CloudFormation template whose parameters are the VPC and the endpoint. */
  static String cloudFormation(PrivateZone zone) {
    List<PrivateZone.RecordSet> sets = zone.recordSetsOrEmpty(ZoneRecord.CNAME);
    return text(
        "aws.yaml",
        zone,
        Inputs.cloudFormation(inputs(List.of(Input.VPC), sets)),
        sets.stream().map(ZoneTemplate::cloudFormation).toList());
  }

  private static Map<String, String> cloudFormation(PrivateZone.RecordSet set) {
    String type = set.type();
    String reference = "!Ref " + set.input().pascal();
    return Map.of(
        "suffix",
        type.charAt(0) + type.substring(1).toLowerCase(Locale.ROOT),
        "type",
        type,
        "expression",
        type.equals(ZoneRecord.CNAME) ? "\n        - " + reference : " " + reference);
  }

  private static List<Input> inputs(List<Input> networks, List<PrivateZone.RecordSet> sets) {
    return Stream.concat(networks.stream(), sets.stream().map(PrivateZone.RecordSet::input))
        .toList();
  }

  private static String text(
      String file, PrivateZone zone, String inputs, List<Map<String, String>> records) {
    return TemplateFile.text(
        ZoneTemplate.class,
        file,
        Map.of(
            "environment",
            zone.environment(),
            "zone",
            zone.name(),
            "inputs",
            inputs,
            "records",
            records));
  }
}
