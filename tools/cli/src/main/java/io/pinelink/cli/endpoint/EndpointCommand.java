package io.pinelink.cli.endpoint;

import io.pinelink.cli.dns.ZoneHosts;
import io.pinelink.cli.template.Input;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexHost;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what to create in the user's cloud for a private route. Uses no network. */
@Command(
    name = "endpoint",
    description =
        "Prints infrastructure as code for the private endpoint of an environment: the endpoint,"
            + " what may connect to it, and its private zone. The steps that remain are printed to"
            + " the standard error. What an option does not give is a variable of the file. Uses"
            + " no network.")
public final class EndpointCommand implements Runnable {
  @Mixin ZoneHosts hosts = new ZoneHosts();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description =
          "What to print: ${COMPLETION-CANDIDATES}. cloudformation is for AWS, arm and bicep for"
              + " Azure; cli is a script for aws or az.")
  EndpointFormat format = EndpointFormat.TERRAFORM;

  @Option(
      names = "--service-name",
      paramLabel = "NAME",
      description =
          "The endpoint service: a VPC endpoint service or a private link service alias. Needed"
              + " outside the catalogue, as in your own cloud (BYOC).")
  @Nullable String serviceName;

  @Option(
      names = "--network",
      paramLabel = "ID",
      description = "The ID of the applications' VPC or virtual network.")
  List<String> network = new ArrayList<>();

  @Option(
      names = "--subnet",
      paramLabel = "ID",
      description =
          "The ID of a subnet for the endpoint. On AWS, repeat it for each availability zone.")
  List<String> subnets = new ArrayList<>();

  @Option(
      names = "--client-range",
      paramLabel = "CIDR",
      description =
          "A range of the applications' IPv4 addresses, which may connect to port 443. AWS only;"
              + " repeat it for several ranges.")
  List<String> clientRanges = new ArrayList<>();

  @Option(
      names = "--resource-group",
      paramLabel = "NAME",
      description = "The resource group, for terraform and cli on Azure.")
  List<String> resourceGroup = new ArrayList<>();

  @Option(
      names = "--enable-dns-name",
      description =
          "Uses the DNS of the VPC endpoint in place of a private zone; AWS only. The names then"
              + " resolve in its VPC only.")
  boolean enableDnsName;

  @Option(
      names = "--flow-logs",
      description =
          "Also logs the connections to the endpoint; AWS only, for terraform and cloudformation.")
  boolean flowLogs;

  @Option(
      names = "--doctor-image",
      paramLabel = "IMAGE",
      description =
          "Also runs this container image every 15 minutes, which checks the route to each HOST;"
              + " for all formats but cli. The image must contain the command line; the local"
              + " server's does.")
  @Nullable String doctorImage;

  @Override
  public void run() {
    List<IndexHost> parsed = hosts.parsed();
    try {
      CustomerSide side = side(parsed);
      String text = format.text(side);
      hosts.print(text);
      hosts.printSteps(ConsoleSteps.of(side, format, parsed));
    } catch (IllegalArgumentException e) {
      throw hosts.refused(String.valueOf(e.getMessage()));
    }
  }

  private CustomerSide side(List<IndexHost> parsed) {
    IndexHost host = parsed.get(0);
    EndpointService service = EndpointService.of(host, serviceName);
    boolean aws = service.cloud().equals(Cloud.AWS);
    refuseUnless(aws, service, "--client-range", !clientRanges.isEmpty());
    refuseUnless(aws, service, "--enable-dns-name", enableDnsName);
    refuseUnless(aws, service, "--flow-logs", flowLogs);
    refuseUnless(!aws, service, "--resource-group", !resourceGroup.isEmpty());
    Input vpc = aws ? Input.VPC : Input.VIRTUAL_NETWORK;
    Input places = aws ? Input.SUBNETS : Input.AZURE_SUBNET;
    return new CustomerSide(
        CustomerSide.nameIn(host.environment().orElseThrow()),
        host.privateHost(),
        service,
        vpc.with(network),
        places.with(subnets),
        Input.CLIENT_RANGES.with(clientRanges),
        Input.RESOURCE_GROUP.with(resourceGroup),
        enableDnsName,
        flowLogs,
        doctorImage == null ? null : ScheduledDoctor.of(doctorImage, parsed));
  }

  private static void refuseUnless(
      boolean isSupported, EndpointService service, String option, boolean isGiven) {
    if (isGiven && !isSupported) {
      throw new IllegalArgumentException(
          option + " is refused: the endpoint is in " + service.cloud());
    }
  }
}
