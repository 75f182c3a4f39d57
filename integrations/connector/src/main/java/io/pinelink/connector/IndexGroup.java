package io.pinelink.connector;

import static io.pinelink.connector.ConnectorOption.Importance.HIGH;

import java.util.List;

/** The index of a connector. */
final class IndexGroup {
  static final String NAME = "index.name";
  static final String HOST = "index.host";

  private static final String KIND = "index.kind";

  private IndexGroup() {}

  static List<ConnectorOption> options() {
    return new OptionDefinitions("Index")
        .text(
            NAME,
            HIGH,
            "",
            "Name of the index. Exactly one of index.name and index.host is required.")
        .text(
            HOST,
            HIGH,
            "",
            "Host of the index, in public or private form, which saves the control plane's lookup.")
        .choice(
            KIND,
            HIGH,
            OptionDefinitions.names(IndexTarget.Kind.values()),
            "What the index stores: `vectors`, `records` whose text the index embeds, or"
                + " `documents` with a schema.")
        .list();
  }

  static IndexTarget target(OptionValues values) {
    IndexTarget.Kind kind = values.constant(IndexTarget.Kind.class, KIND);
    return values.isSet(HOST)
        ? IndexTarget.at(kind, values.text(HOST))
        : IndexTarget.named(kind, values.text(NAME));
  }

  static void check(OptionValues values) {
    if (values.isSet(NAME) && values.isSet(HOST)) {
      values.refused().accept(HOST, "is set with index.name, expected one of them");
    } else if (!values.isSet(HOST)) {
      if (values.isSet(NAME)) {
        values.set(NAME, o -> target(values));
      } else {
        values.refused().accept(NAME, "is missing, expected a name or index.host");
      }
    }
  }
}
