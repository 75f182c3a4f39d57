package io.pinelink.kafkaconnect;

import io.pinelink.Pinelink;
import io.pinelink.kafkaconnect.RecordOptions.Kind;
import io.pinelink.routing.RoutePolicy;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The configuration of a connector, checked as a whole. */
final class SinkConfig extends AbstractConfig {
  static final ConfigDef DEF = new ConfigDef();

  static {
    RecordOptions.define(DEF);
    ClientOptions.define(DEF);
    DeliveryOptions.define(DEF);
  }

  /**
   * Reads a configuration.
   *
   * @throws ConfigException if an option has an invalid value
   */
  SinkConfig(Map<String, String> options) {
    super(DEF, options, false);
  }

  /**
   * Checks what more than one option, or a file, determines. Sends nothing.
   *
   * @param refused receives the option and the reason of each mistake
   */
  void check(BiConsumer<String, String> refused) {
    checkIndex(refused);
    checkMapping(refused);
    checkClient(refused);
  }

  private void checkIndex(BiConsumer<String, String> refused) {
    String name = getString(RecordOptions.INDEX_NAME);
    String host = getString(RecordOptions.INDEX_HOST);
    if (name.isEmpty() && host.isEmpty()) {
      refused.accept(RecordOptions.INDEX_NAME, "is missing, expected a name or index.host");
    } else if (!name.isEmpty() && !host.isEmpty()) {
      refused.accept(RecordOptions.INDEX_HOST, "is set with index.name, expected one of them");
    } else if (!Template.parse(name).needsOnlyTopic()) {
      refused.accept(RecordOptions.INDEX_NAME, "may depend on ${topic} only");
    }
  }

  private void checkMapping(BiConsumer<String, String> refused) {
    if (getString(RecordOptions.WRITE_MODE).equals("update")
        && RecordConverter.kind(this) == Kind.RECORDS) {
      refused.accept(
          RecordOptions.WRITE_MODE, "is 'update', expected 'upsert' with index.kind=records");
    }
    if (getString(RecordOptions.ID).isEmpty()) {
      refused.accept(RecordOptions.ID, "is empty, expected a template such as ${key}");
    }
    for (String option :
        new String[] {
          RecordOptions.VALUES_FIELD, RecordOptions.SPARSE_FIELD, RecordOptions.METADATA_FIELD
        }) {
      reporting(option, refused, () -> FieldPath.parse(getString(option)));
    }
    for (String option :
        new String[] {RecordOptions.METADATA_FIELDS, RecordOptions.CONTENT_FIELDS}) {
      reporting(option, refused, () -> getList(option).forEach(FieldPath::parse));
    }
  }

  private void checkClient(BiConsumer<String, String> refused) {
    boolean[] valid = {true};
    Pinelink.Builder builder =
        ClientOptions.builder(
            this,
            (option, reason) -> {
              valid[0] = false;
              refused.accept(option, reason);
            });
    if (valid[0]) {
      reporting(ClientOptions.API_KEY, refused, () -> builder.build().close());
      String host = getString(RecordOptions.INDEX_HOST);
      if (!host.isEmpty()) {
        reporting(RecordOptions.INDEX_HOST, refused, () -> checkHost(builder, host));
      }
    }
  }

  private void checkHost(Pinelink.Builder builder, String host) {
    if (getString(ClientOptions.ROUTE_POLICY).equals("private-preferred")) {
      // This policy would wait for an answer of the private form.
      builder.routePolicy(RoutePolicy.asGiven());
    }
    try (Pinelink client = builder.build()) {
      var unused = client.indexAt(host);
    }
  }

  private static void reporting(String option, BiConsumer<String, String> refused, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException | IllegalStateException e) {
      refused.accept(option, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns a client.
   *
   * @throws ConfigException if an option is invalid
   */
  Pinelink client() {
    return ClientOptions.builder(this, SinkConfig::fail).build();
  }

  /** Fails with the name of the option. */
  static void fail(String option, String reason) {
    throw new ConfigException(option + ": " + reason);
  }
}
