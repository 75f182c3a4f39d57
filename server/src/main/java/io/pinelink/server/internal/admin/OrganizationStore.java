package io.pinelink.server.internal.admin;

import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.wire.ControlException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The resources that a service account manages: one organization, its projects and their API keys.
 * Thread-safe.
 */
public final class OrganizationStore {
  record Organization(String id, String name, Instant createdAt) {}

  /** A project: its description in the admin API, and the resource that serves it. */
  public record Project(
      String id,
      String name,
      int maxPods,
      boolean forcesCmek,
      Instant createdAt,
      ProjectResource served) {}

  /**
   * An API key.
   *
   * @param value the key itself
   */
  record Key(String id, String name, String projectId, List<String> roles, String value) {
    /** Returns id and name without the key itself. */
    @Override
    public String toString() {
      return "Key[" + id + ", " + name + "]";
    }
  }

  private record SavedProject(
      String id, String shortId, String name, int maxPods, boolean forcesCmek, Instant createdAt) {}

  /** A factory of projects. */
  @FunctionalInterface
  public interface Factory {
    /** Creates a project without contents. */
    ProjectResource create(String id, String shortId);
  }

  private static final int SHORT_ID_LENGTH = 7;
  private static final List<String> DEFAULT_ROLES = List.of("ProjectEditor");

  private final Factory factory;
  private final InstantSource clock;
  private final Map<String, Project> projects = new LinkedHashMap<>();
  // The same projects, for calls that must not wait for others.
  private volatile List<Project> listed = List.of();
  private final Map<String, Key> keys = new LinkedHashMap<>();
  private @Nullable Organization organization;

  /**
   * Creates an organization without projects.
   *
   * @param factory creates projects
   */
  public OrganizationStore(String organizationName, Factory factory, InstantSource clock) {
    this.factory = factory;
    this.clock = clock;
    organization =
        new Organization(
            "-" + UUID.randomUUID().toString().replace("-", ""), organizationName, clock.instant());
  }

  /** Returns the project that an API key belongs to. */
  public synchronized Optional<ProjectResource> projectOf(String apiKey) {
    return keys.values().stream()
        .filter(key -> key.value().equals(apiKey))
        .findFirst()
        .map(key -> project(key.projectId()).served());
  }

  /** Returns the project that owns the host of a data call. */
  public synchronized Optional<ProjectResource> ownerOf(ServerCall call) {
    return served().filter(project -> project.owns(call)).findFirst();
  }

  /** Returns the oldest existing project. */
  public synchronized Optional<ProjectResource> oldestProject() {
    return served().findFirst();
  }

  private void list() {
    listed = List.copyOf(projects.values());
  }

  private Stream<ProjectResource> served() {
    return projects.values().stream().map(Project::served);
  }

  synchronized List<Organization> organizations() {
    return organization == null ? List.of() : List.of(organization);
  }

  synchronized String organizationId() {
    if (organization == null) {
      throw ControlException.notFound("The organization is deleted.");
    }
    return organization.id();
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

  public List<Project> projects() {
    return listed;
  }

  synchronized boolean hasProject(String id) {
    return projects.containsKey(id);
  }

  /** Returns whether the id belongs to a project that is served. */
  synchronized boolean isProject(String id, ProjectResource served) {
    Project found = projects.get(id);
    return found != null && found.served() == served;
  }

  synchronized Project project(String id) {
    return ControlException.found("Project", id, projects.get(id));
  }

  public synchronized Project createProject(String name, int maxPods, boolean forcesCmek) {
    String shortId;
    do {
      shortId = UUID.randomUUID().toString().substring(0, SHORT_ID_LENGTH);
    } while (isTaken(shortId));
    return add(shortId, name, maxPods, forcesCmek);
  }

  /**
   * Creates a project with the given short id and keys.
   *
   * @throws IllegalArgumentException if it cannot be distinguished from another project in a host,
   *     or another project has one of the keys
   */
  public synchronized Project createProject(
      String shortId, String name, Collection<String> apiKeys) {
    if (isTaken(shortId)) {
      throw new IllegalArgumentException(
          "projectId cannot be distinguished from another project's in a host: " + shortId);
    }
    if (apiKeys.stream().anyMatch(value -> projectOf(value).isPresent())) {
      throw new IllegalArgumentException(
          "the key of project " + shortId + " belongs to another project");
    }
    Project made = add(shortId, name, 0, false);
    int number = 0;
    for (String value : apiKeys) {
      number++;
      addKey("key" + number, made.id(), DEFAULT_ROLES, value);
    }
    return made;
  }

  private Project add(String shortId, String name, int maxPods, boolean forcesCmek) {
    organizationId();
    // The same in every server, so that a snapshot of one can be restored to another.
    UUID id = UUID.nameUUIDFromBytes(shortId.getBytes(StandardCharsets.UTF_8));
    ProjectResource served = factory.create(id.toString(), shortId);
    Project made = new Project(served.id(), name, maxPods, forcesCmek, clock.instant(), served);
    projects.put(made.id(), made);
    list();
    return made;
  }

  /**
   * Returns whether a short id conflicts with the short id of another project. Index names can
   * contain hyphens, so no short id may be the end of another after a hyphen.
   */
  private boolean isTaken(String shortId) {
    return served()
        .map(project -> "-" + project.shortId())
        .anyMatch(other -> other.endsWith("-" + shortId) || ("-" + shortId).endsWith(other));
  }

  synchronized Project updateProject(String id, UnaryOperator<Project> change) {
    Project changed = change.apply(project(id));
    projects.put(id, changed);
    list();
    return changed;
  }

  /** Deletes a project, with its API keys. */
  synchronized void deleteProject(String id) {
    List<String> left = project(id).served().contents().kinds();
    if (!left.isEmpty()) {
      throw precondition("The project still has " + String.join(", ", left) + ".");
    }
    projects.remove(id);
    list();
    keys.values().removeIf(key -> key.projectId().equals(id));
  }

  synchronized List<Key> keys(String projectId) {
    project(projectId);
    return keys.values().stream().filter(key -> key.projectId().equals(projectId)).toList();
  }

  /** Returns the oldest key of a project; empty if the project has none or is deleted. */
  public synchronized Optional<String> keyOf(String projectId) {
    return keys.values().stream()
        .filter(key -> key.projectId().equals(projectId))
        .map(Key::value)
        .findFirst();
  }

  synchronized Key key(String id) {
    return ControlException.found("API Key", id, keys.get(id));
  }

  /**
   * Creates an API key.
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

  /** Passes everything to a sink but the contents of the projects. */
  public synchronized void save(ResourceSink sink) {
    if (organization != null) {
      sink.resource("organization", organization.id(), "", organization);
    }
    projects.forEach(
        (id, project) ->
            sink.resource(
                "project",
                id,
                "",
                new SavedProject(
                    id,
                    project.served().shortId(),
                    project.name(),
                    project.maxPods(),
                    project.forcesCmek(),
                    project.createdAt())));
    keys.forEach((id, key) -> sink.resource("key", id, "", key));
  }

  /**
   * Replaces everything by what was saved. A project with the same id and short id as before is the
   * same resource, and its contents are removed.
   */
  public synchronized void load(SavedState saved) {
    Map<String, Project> before = new LinkedHashMap<>(projects);
    before.values().forEach(project -> project.served().contents().clear());
    projects.clear();
    keys.clear();
    // A deleted organization is created again.
    saved.records("organization", Organization.class).forEach(one -> organization = one);
    for (SavedProject from : saved.records("project", SavedProject.class)) {
      Project old = before.get(from.id());
      ProjectResource served =
          old != null && old.served().shortId().equals(from.shortId())
              ? old.served()
              : factory.create(from.id(), from.shortId());
      projects.put(
          from.id(),
          new Project(
              from.id(), from.name(), from.maxPods(), from.forcesCmek(), from.createdAt(), served));
    }
    list();
    saved.records("key", Key.class).forEach(key -> keys.put(key.id(), key));
  }

  /**
   * Returns the project with a short id, which is created unless it exists. Keys that it lacks are
   * added to it.
   *
   * @throws IllegalArgumentException see {@link #createProject(String, String, Collection)}
   */
  public synchronized Project projectWith(String shortId, String name, Collection<String> apiKeys) {
    Optional<Project> existing =
        projects.values().stream()
            .filter(project -> project.served().shortId().equals(shortId))
            .findFirst();
    if (existing.isEmpty()) {
      return createProject(shortId, name, apiKeys);
    }
    for (String value : apiKeys) {
      if (projectOf(value).isEmpty()) {
        addKey(
            "key" + (keys(existing.get().id()).size() + 1),
            existing.get().id(),
            DEFAULT_ROLES,
            value);
      }
    }
    return existing.get();
  }

  private static ControlException precondition(String text) {
    return new ControlException(412, "FAILED_PRECONDITION", text);
  }
}
