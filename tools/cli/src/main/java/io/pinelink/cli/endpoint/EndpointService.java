package io.pinelink.cli.endpoint;

import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.PrivateLinkCatalog;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The service that a private endpoint leads to. The form of its name shows its cloud and region.
 *
 * @param cloud AWS or Azure
 * @param region the cloud's name of the region
 * @param name such as {@code com.amazonaws.vpce.us-east-1.vpce-svc-05ef6f1f0b9130b54}
 * @param isManaged whether the endpoint has to be registered in Pinecone's console
 */
record EndpointService(Cloud cloud, String region, String name, boolean isManaged) {
  /** A form of names; its group is the region. */
  private record Form(Cloud cloud, Pattern pattern, String example) {}

  private static final List<Form> FORMS =
      List.of(
          new Form(
              Cloud.AWS,
              Pattern.compile("com\\.amazonaws\\.vpce\\.([a-z0-9-]+)\\.vpce-svc-[0-9a-f]{8,17}"),
              "com.amazonaws.vpce.us-east-1.vpce-svc-…"),
          new Form(
              Cloud.AZURE,
              Pattern.compile(
                  "[A-Za-z0-9_-]+\\.[0-9a-f-]{36}\\.([a-z0-9]+)\\.azure\\.privatelinkservice"),
              "NAME.GUID.eastus2.azure.privatelinkservice"));

  /**
   * Returns the service of a host's environment.
   *
   * @param given the name of the service; null for the one in the catalogue
   * @throws IllegalArgumentException if the name has none of the known forms, or there is none
   */
  static EndpointService of(IndexHost host, @Nullable String given) {
    String environment = host.environment().orElseThrow();
    boolean isManaged =
        host.domain().orElseThrow().equals("pinecone.io") && !environment.endsWith(".byoc");
    String name =
        given != null
            ? given
            : PrivateLinkCatalog.find(environment)
                .map(PrivateLinkCatalog.Entry::serviceName)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "environment '"
                                + environment
                                + "' is not in the catalogue; name its endpoint service with"
                                + " --service-name"));
    for (Form form : FORMS) {
      Matcher matcher = form.pattern().matcher(name);
      if (matcher.matches()) {
        return new EndpointService(form.cloud(), matcher.group(1), name, isManaged);
      }
    }
    throw new IllegalArgumentException(
        "--service-name '%s' is refused; expected one of %s"
            .formatted(name, FORMS.stream().map(Form::example).toList()));
  }
}
