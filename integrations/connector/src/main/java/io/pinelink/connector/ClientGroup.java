package io.pinelink.connector;

import io.pinelink.Pinelink;
import java.util.List;

/** A group of options of the client. */
interface ClientGroup {
  /** Returns the options of the group. */
  List<ConnectorOption> options();

  /** Applies the values to a client. */
  void apply(OptionValues values, Pinelink.Builder client);
}
