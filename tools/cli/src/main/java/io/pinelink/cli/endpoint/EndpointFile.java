package io.pinelink.cli.endpoint;

import io.pinelink.cli.template.Input;
import io.pinelink.cli.template.TemplateFile;
import io.pinelink.routing.Cloud;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files of a private route: the resources beside this class, filled in. */
final class EndpointFile {
  /** The longest prefix of names, as roles of AWS accept 64 characters. */
  private static final int MAX_PREFIX = 30;

  private EndpointFile() {}

  /**
   * Returns a file.
   *
   * @param inputs its inputs, in its language
   */
  static String text(String file, CustomerSide side, String inputs) {
    String name = side.name();
    ScheduledDoctor doctor = side.doctor();
    Map<String, Object> values = new HashMap<>();
    values.put("inputs", inputs);
    values.put("environment", side.environment());
    values.put("region", side.service().region());
    values.put("service", side.service().name());
    values.put("zone", side.zone());
    values.put("name", name);
    values.put(
        "prefix", name.substring(0, Math.min(name.length(), MAX_PREFIX)).replaceFirst("-$", ""));
    values.put("managed", side.service().isManaged());
    values.put("output", ConsoleSteps.outputDescription(side));
    values.put("dns", side.usesEndpointDns());
    values.put("ranges", side.clientRanges().values());
    values.put("subnets", side.subnets().values());
    values.put("flowLogs", side.hasFlowLogs());
    values.put("doctor", doctor != null);
    if (doctor != null) {
      values.put("image", doctor.image());
      values.put("arguments", doctor.arguments());
      values.put(
          "job",
          side.cloud().equals(Cloud.AZURE) ? ScheduledDoctor.azureName(side.environment()) : "");
      values.put("registry", doctor.azureRegistry());
    }
    return TemplateFile.text(EndpointFile.class, file, values);
  }

  /**
   * Returns the inputs of a template of CloudFormation, which cannot make a resource from each
   * value of a list: given ranges are rules, and flow logs are of the given subnets.
   */
  static List<Input> cloudFormationInputs(CustomerSide side) {
    if (side.hasFlowLogs() && side.subnets().values().isEmpty()) {
      throw new IllegalArgumentException(
          "--flow-logs with --format cloudformation needs --subnet: a template cannot count the"
              + " subnets of a parameter");
    }
    List<Input> inputs = new ArrayList<>(List.of(side.network()));
    if (!side.hasFlowLogs()) {
      inputs.add(side.subnets());
    }
    if (side.clientRanges().values().isEmpty()) {
      inputs.add(Input.CLIENT_RANGE);
    }
    inputs.addAll(side.doctorInputs());
    return inputs;
  }
}
