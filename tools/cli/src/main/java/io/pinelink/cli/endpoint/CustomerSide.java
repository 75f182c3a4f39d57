package io.pinelink.cli.endpoint;

import io.pinelink.cli.template.Input;
import io.pinelink.cli.template.ResourceName;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexHost;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The half of a private route that is in the user's cloud: an endpoint, what may connect to it, and
 * a private zone whose wildcard record leads to it.
 *
 * @param name the name of the resources
 * @param host the private form of an index's host
 * @param service what the endpoint leads to
 * @param network the network of the applications
 * @param subnets the subnets of the endpoint: several on AWS, otherwise one
 * @param clientRanges the addresses of the applications, which a security group admits on AWS
 * @param resourceGroup the resource group of Azure
 * @param usesEndpointDns whether AWS answers for the private names in the VPC, without a zone
 * @param hasFlowLogs whether AWS logs the connections to the endpoint
 * @param doctor what checks the route on a schedule; null for nothing
 */
record CustomerSide(
    String name,
    IndexHost host,
    EndpointService service,
    Input network,
    Input subnets,
    Input clientRanges,
    Input resourceGroup,
    boolean usesEndpointDns,
    boolean hasFlowLogs,
    @Nullable ScheduledDoctor doctor) {
  /** The longest name, which both clouds accept. */
  static final int MAX_NAME = 63;

  CustomerSide {
    ResourceName.of(name, MAX_NAME);
  }

  /** Returns the name of resources in an environment, with letters that all clouds accept. */
  static String nameIn(String environment) {
    return "pinecone-" + environment.replace('.', '-');
  }

  Cloud cloud() {
    return service.cloud();
  }

  String environment() {
    return host.environment().orElseThrow();
  }

  String zone() {
    return host.privateZone().orElseThrow();
  }

  /** Returns the values that only the user knows. */
  List<Input> inputs() {
    List<Input> inputs = new ArrayList<>(List.of(network, subnets));
    if (cloud().equals(Cloud.AWS)) {
      inputs.add(clientRanges);
    } else {
      inputs.add(0, resourceGroup);
    }
    inputs.addAll(doctorInputs());
    return inputs;
  }

  /** Returns the values that the doctor needs; none without a doctor. */
  List<Input> doctorInputs() {
    return doctor == null ? List.of() : ScheduledDoctor.inputs(cloud());
  }
}
