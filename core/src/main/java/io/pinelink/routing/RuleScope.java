package io.pinelink.routing;

import io.pinelink.validation.Check;
import java.util.List;
import java.util.regex.Pattern;

/** Which hosts a connect rule is for. */
interface RuleScope {
  /** Whether the rule is for the host, given without port and in lower case. */
  boolean covers(String host);

  /** The private hosts of a project's indexes. */
  static RuleScope project(String id) {
    if (!Pattern.matches("[a-z0-9]+", id)) {
      throw new IllegalArgumentException(
          "projectId is '" + HostText.shown(id) + "', expected lower-case letters and digits");
    }
    return new OfIndexes("project " + id, Pattern.compile(".+-" + id));
  }

  /** The private hosts of an index. */
  static RuleScope index(String name) {
    Check.resourceName("index", name);
    return new OfIndexes("index " + name, Pattern.compile(name + "-[a-z0-9]+"));
  }

  /**
   * Private hosts by their first label, which is an index's name and its project's id.
   *
   * @param words the scope in words
   */
  record OfIndexes(String words, Pattern firstLabel) implements RuleScope {
    @Override
    public boolean covers(String host) {
      List<String> labels = List.of(host.split("\\.", 4));
      return labels.size() == 4
          && labels.get(1).equals("svc")
          && labels.get(2).equals("private")
          && firstLabel.matcher(labels.get(0)).matches();
    }

    @Override
    public String toString() {
      return words;
    }
  }
}
