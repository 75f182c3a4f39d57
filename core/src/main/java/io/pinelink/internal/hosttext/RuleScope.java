package io.pinelink.internal.hosttext;

import io.pinelink.internal.validation.Check;
import java.util.List;
import java.util.regex.Pattern;

/** The hosts to which a connect rule applies. */
public interface RuleScope {
  /** A pattern that matches every environment. */
  Pattern ANYWHERE = Pattern.compile(".*");

  /** Returns whether the rule is for the host, given without port and in lower case. */
  boolean covers(String host);

  /** Returns a scope of the private hosts of a project's indexes, in every environment. */
  static RuleScope project(String id) {
    return new OfIndexes("project " + id, ofProject(id), ANYWHERE);
  }

  /** Returns a scope of the private hosts of a project's indexes in one environment. */
  static RuleScope project(String id, String environment) {
    if (!Pattern.matches("[a-z0-9-]+(\\.[a-z0-9-]+)*", environment)) {
      throw new IllegalArgumentException(
          "environment is '"
              + HostText.shown(environment)
              + "', expected the labels between 'svc' and the domain, such as aped-4627-b74a");
    }
    return new OfIndexes(
        "project " + id + " in " + environment,
        ofProject(id),
        Pattern.compile(Pattern.quote(environment + ".") + ".+"));
  }

  private static Pattern ofProject(String id) {
    if (!Pattern.matches("[a-z0-9]+", id)) {
      throw new IllegalArgumentException(
          "projectId is '" + HostText.shown(id) + "', expected lower-case letters and digits");
    }
    return Pattern.compile(".+-" + id);
  }

  /** Returns a scope of the private hosts of indexes of one name. */
  static RuleScope index(String name) {
    Check.resourceName("index", name);
    return new OfIndexes("index " + name, Pattern.compile(name + "-[a-z0-9]+"), ANYWHERE);
  }

  /**
   * A scope of private hosts, by their first label, which is an index's name and its project's id,
   * and by their environment.
   *
   * @param text the scope in words
   * @param where the part after {@code svc.private}: environment and domain
   */
  record OfIndexes(String text, Pattern firstLabel, Pattern where) implements RuleScope {
    @Override
    public boolean covers(String host) {
      List<String> labels = List.of(host.split("\\.", 4));
      return labels.size() == 4
          && labels.get(1).equals("svc")
          && labels.get(2).equals("private")
          && firstLabel.matcher(labels.get(0)).matches()
          && where.matcher(labels.get(3)).matches();
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
