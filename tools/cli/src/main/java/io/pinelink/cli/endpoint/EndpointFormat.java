package io.pinelink.cli.endpoint;

import io.pinelink.cli.template.Input;
import io.pinelink.cli.template.Inputs;
import io.pinelink.routing.Cloud;
import java.util.List;
import java.util.Locale;

/** A format of infrastructure as code. */
public enum EndpointFormat {
  TERRAFORM,
  CLOUDFORMATION,
  ARM,
  BICEP,
  CLI;

  /**
   * Returns the file.
   *
   * @throws IllegalArgumentException if the format is of another cloud, or cannot hold an option
   */
  String text(CustomerSide side) {
    if (side.hasFlowLogs() && this != TERRAFORM && this != CLOUDFORMATION) {
      throw new IllegalArgumentException(
          "--flow-logs is for --format terraform or cloudformation, but the format is " + this);
    }
    if (side.doctor() != null && this == CLI) {
      throw new IllegalArgumentException(
          "--doctor-image is for files of infrastructure, but the format is " + this);
    }
    return switch (this) {
      case TERRAFORM ->
          EndpointFile.text(side.cloud() + ".tf", side, Inputs.terraform(side.inputs()));
      case CLOUDFORMATION -> {
        requireCloud(Cloud.AWS, side);
        List<Input> inputs = EndpointFile.cloudFormationInputs(side);
        yield EndpointFile.text("aws.yaml", side, Inputs.cloudFormation(inputs));
      }
      case ARM, BICEP -> {
        requireCloud(Cloud.AZURE, side);
        // The resource group is the deployment's.
        List<Input> inputs = side.inputs().stream().skip(1).toList();
        yield this == ARM
            ? EndpointFile.text("azure.json", side, Inputs.arm(inputs))
            : EndpointFile.text("azure.bicep", side, Inputs.bicep(inputs));
      }
      case CLI -> EndpointFile.text(side.cloud() + ".sh", side, Inputs.shell(side.inputs()));
    };
  }

  private void requireCloud(Cloud cloud, CustomerSide side) {
    if (!side.cloud().equals(cloud)) {
      throw new IllegalArgumentException(
          "--format " + this + " is for " + cloud + ", but the endpoint is in " + side.cloud());
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
