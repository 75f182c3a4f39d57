package compatibility;

import java.util.ArrayList;
import java.util.List;

/** The properties by which the starter connects to the embedded server, on the private route. */
final class StarterArguments {
  static final String INDEX = System.getenv("INDEX_NAME") + "-starter";

  private StarterArguments() {}

  /** Returns arguments of the command line. The API key is in PINECONE_API_KEY. */
  static String[] with(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--spring.ssl.bundle.pem.ca.truststore.certificate=file:"
                    + System.getenv("CA_FILE"),
                "--pinelink.ssl.bundle=ca",
                "--pinelink.control-plane=" + System.getenv("CONTROL_PLANE"),
                "--pinelink.proxy.mode=none",
                "--pinelink.route-policy=private-required",
                "--pinelink.address-guard.allow-loopback=true",
                "--pinelink.connect-rules[0].project=a1b234c",
                "--pinelink.connect-rules[0].dial=" + System.getenv("PRIVATE_ENDPOINT"),
                "--pinelink.indexes.manuals.name=" + INDEX,
                "--pinelink.indexes.manuals.namespace=en"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }
}
