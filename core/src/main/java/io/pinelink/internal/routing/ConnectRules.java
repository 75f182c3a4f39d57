package io.pinelink.internal.routing;

import io.pinelink.routing.ConnectRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of connect rules: the first that covers a host applies. */
public final class ConnectRules {
  private ConnectRules() {}

  public static @Nullable ConnectRule firstFor(String host, List<ConnectRule> rules) {
    for (ConnectRule rule : rules) {
      if (rule.covers(host)) {
        return rule;
      }
    }
    return null;
  }
}
