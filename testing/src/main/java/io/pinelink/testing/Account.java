package io.pinelink.testing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the service account manages: one organization with its projects and their API keys. All
 * indexes, collections and backups belong to the first project, whatever key made them.
 * Thread-safe.
 */
final class Account {
  /** The organization. */
  record Organization(String id, String name, Instant createdAt) {}

  /** A project. */
  record Project(String id, String name, int maxPods, boolean forcesCmek, Instant createdAt) {}

  /**
   * An API key.
   *
   * @param value the key itself
   */
  record Key(String id, String name, String projectId, List<String> roles, String value) {
    /** Never the key itself. */
    @Override
    public String toString() {
      return "Key[" + id + ", " + name + "]";
    }
  }

  private static final List<String> DEFAULT_ROLES = List.of("ProjectEditor");

  private final InstantSource clock;
  private final Supplier<List<String>> contents;
  private final String firstProject = UUID.randomUUID().toString();
  private final Map<String, Project> projects = new LinkedHashMap<>();
  private final Map<String, Key> keys = new LinkedHashMap<>();
  private @Nullable Organization organization;

  /**
   * Makes an organization with one project.
   *
   * @param apiKeys the keys of that project
   * @param contents the kinds of things that are in that project now, such as {@code indexes}
   */
  Account(
      String organizationName,
      String projectName,
      Collection<String> apiKeys,
      Supplier<List<String>> contents,
      InstantSource clock) {
    this.clock = clock;
    this.contents = contents;
    Instant now = clock.instant();
    organization =
        new Organization(
            "-" + UUID.randomUUID().toString().replace("-", ""), organizationName, now);
    projects.put(firstProject, new Project(firstProject, projectName, 0, false, now));
    apiKeys.stream()
        .sorted()
        .forEach(value -> addKey("key" + (keys.size() + 1), firstProject, DEFAULT_ROLES, value));
  }

  /** Whether an API key opens a door. */
  synchronized boolean accepts(String apiKey) {
    return keys.values().stream().anyMatch(key -> key.value().equals(apiKey));
  }

  synchronized List<Organization> organizations() {
    return organization == null ? List.of() : List.of(organization);
  }

  synchronized Organization organization(String id) {
    Organization found = organization;
    if (found == null || !found.id().equals(id)) {
      throw ControlException.notFound("Organization " + id + " not found.");
    }
    return found;
  }

  synchronized Organization renameOrganization(String id, @Nullable String name) {
    Organization old = organization(id);
    Organization renamed = new Organization(id, name == null ? old.name() : name, old.createdAt());
    organization = renamed;
    return renamed;
  }

  synchronized void deleteOrganization(String id) {
    organization(id);
    if (!projects.isEmpty()) {
      throw precondition("The organization still has projects.");
    }
    organization = null;
  }

  synchronized List<Project> projects() {
    return List.copyOf(projects.values());
  }

  synchronized Project project(String id) {
    Project found = projects.get(id);
    if (found == null) {
      throw ControlException.notFound("Project " + id + " not found.");
    }
    return found;
  }

  synchronized Project createProject(String name, int maxPods, boolean forcesCmek) {
    if (organization == null) {
      throw ControlException.notFound("The organization is deleted.");
    }
    Project made =
        new Project(UUID.randomUUID().toString(), name, maxPods, forcesCmek, clock.instant());
    projects.put(made.id(), made);
    return made;
  }

  synchronized Project updateProject(String id, UnaryOperator<Project> change) {
    Project changed = change.apply(project(id));
    projects.put(id, changed);
    return changed;
  }

  /** Deletes a project, with its API keys. */
  synchronized void deleteProject(String id) {
    project(id);
    List<String> left = id.equals(firstProject) ? contents.get() : List.of();
    if (!left.isEmpty()) {
      throw precondition("The project still has " + String.join(", ", left) + ".");
    }
    projects.remove(id);
    keys.values().removeIf(key -> key.projectId().equals(id));
  }

  synchronized List<Key> keys(String projectId) {
    project(projectId);
    return keys.values().stream().filter(key -> key.projectId().equals(projectId)).toList();
  }

  synchronized Key key(String id) {
    Key found = keys.get(id);
    if (found == null) {
      throw ControlException.notFound("API key " + id + " not found.");
    }
    return found;
  }

  /**
   * Makes an API key.
   *
   * @param roles null for the default
   */
  synchronized Key createKey(String projectId, String name, @Nullable List<String> roles) {
    project(projectId);
    String value = "pckey_" + name.replaceAll("[^A-Za-z0-9]", "") + "_" + UUID.randomUUID();
    return addKey(name, projectId, roles == null ? DEFAULT_ROLES : roles, value);
  }

  private Key addKey(String name, String projectId, List<String> roles, String value) {
    Key made = new Key(UUID.randomUUID().toString(), name, projectId, roles, value);
    keys.put(made.id(), made);
    return made;
  }

  synchronized Key updateKey(String id, UnaryOperator<Key> change) {
    Key changed = change.apply(key(id));
    keys.put(id, changed);
    return changed;
  }

  synchronized void deleteKey(String id) {
    key(id);
    keys.remove(id);
  }

  private static ControlException precondition(String text) {
    return new ControlException(412, "FAILED_PRECONDITION", text);
  }
}
