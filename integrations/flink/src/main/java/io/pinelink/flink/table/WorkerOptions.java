package io.pinelink.flink.table;

import io.pinelink.Pinelink;
import io.pinelink.connector.ConnectorOption;
import io.pinelink.connector.ConnectorOptions;
import io.pinelink.flink.ClientFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The options of a table that a worker needs. They are part of the job graph and contain no
 * secrets: in place of each there is the path of a file, which is read on the worker.
 */
final class WorkerOptions implements ClientFactory {
  private static final long serialVersionUID = 1;
  private static final String FILE = ".file";

  // A HashMap, because it is serializable.
  private final HashMap<String, String> values;

  WorkerOptions(Map<String, String> values) {
    this.values = new HashMap<>(values);
  }

  /** Returns the options of connectors whose values are secret. */
  static List<String> secrets() {
    return ConnectorOptions.clientOptions().stream()
        .filter(option -> option.type() == ConnectorOption.Type.SECRET)
        .map(ConnectorOption::name)
        .toList();
  }

  /** Returns the name of the option for the file that has the value of a secret. */
  static String fileOf(String secret) {
    return secret + FILE;
  }

  /** Returns the options without secrets. */
  ConnectorOptions withoutSecrets() {
    return ConnectorOptions.of(values);
  }

  /**
   * Creates a client on the worker.
   *
   * @throws IOException if the file of a secret cannot be read, or is empty
   */
  @Override
  public Pinelink create() throws IOException {
    Map<String, String> all = new HashMap<>(values);
    for (String secret : secrets()) {
      String file = values.get(fileOf(secret));
      if (file != null) {
        all.put(secret, read(fileOf(secret), Path.of(file)));
      }
    }
    return ConnectorOptions.of(all).client().build();
  }

  private static String read(String option, Path file) throws IOException {
    String secret;
    try {
      secret = Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new IOException(option + ": " + file + " does not exist on this machine", e);
    }
    if (secret.isEmpty()) {
      throw new IOException(option + ": " + file + " is empty");
    }
    return secret;
  }
}
