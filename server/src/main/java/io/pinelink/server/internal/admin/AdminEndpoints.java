package io.pinelink.server.internal.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The endpoints of the admin API at the control plane's host. */
public final class AdminEndpoints {
  private static final String CMEK = "force_encryption_with_cmek";
  private static final int MAX_NAME = 512;
  private static final int MAX_KEY_NAME = 80;

  private final OrganizationStore organizations;
  private final PrincipalStore principals;
  private final PrincipalEndpoints principalEndpoints;

  public AdminEndpoints(OrganizationStore organizations, PrincipalStore principals) {
    this.organizations = organizations;
    this.principals = principals;
    this.principalEndpoints = new PrincipalEndpoints(principals);
  }

  /** Returns the paths of all operations. */
  public static PathTable<ControlEndpoint<AdminEndpoints>> paths() {
    return new PathTable<ControlEndpoint<AdminEndpoints>>()
        .on("listOrganizations", "GET /admin/organizations", (admin, call) -> admin.organizations())
        .on("describeOrganization", "GET /admin/organizations/{id}", AdminEndpoints::organization)
        .on(
            "updateOrganization",
            "PATCH /admin/organizations/{id}",
            AdminEndpoints::updateOrganization)
        .on(
            "deleteOrganization",
            "DELETE /admin/organizations/{id}",
            AdminEndpoints::deleteOrganization)
        .on("listProjects", "GET /admin/projects", (admin, call) -> admin.projects())
        .on("createProject", "POST /admin/projects", AdminEndpoints::createProject)
        .on("describeProject", "GET /admin/projects/{id}", AdminEndpoints::project)
        .on("updateProject", "PATCH /admin/projects/{id}", AdminEndpoints::updateProject)
        .on("deleteProject", "DELETE /admin/projects/{id}", AdminEndpoints::deleteProject)
        .on("listApiKeys", "GET /admin/projects/{id}/api-keys", AdminEndpoints::keys)
        .on("createApiKey", "POST /admin/projects/{id}/api-keys", AdminEndpoints::createKey)
        .on("describeApiKey", "GET /admin/api-keys/{id}", AdminEndpoints::key)
        .on("updateApiKey", "PATCH /admin/api-keys/{id}", AdminEndpoints::updateKey)
        .on("deleteApiKey", "DELETE /admin/api-keys/{id}", AdminEndpoints::deleteKey)
        .addAll(
            PrincipalEndpoints.paths(), endpoint -> (admin, call) -> admin.locked(endpoint, call));
  }

  /** Answers a call about principals, which sees no changes of others. */
  private ServerResponse locked(ControlEndpoint<PrincipalEndpoints> endpoint, ServerCall call) {
    synchronized (principals) {
      return endpoint.answer(principalEndpoints, call);
    }
  }

  private ServerResponse organizations() {
    return list(organizations.organizations(), AdminEndpoints::model);
  }

  private ServerResponse organization(ServerCall call) {
    return answer(200, model(organizations.organization(call.pathValue())));
  }

  private ServerResponse updateOrganization(ServerCall call) {
    String name = name(RequestJson.parseAdmin(call.body()), MAX_NAME).orElse(null);
    return answer(200, model(organizations.renameOrganization(call.pathValue(), name)));
  }

  private ServerResponse deleteOrganization(ServerCall call) {
    organizations.deleteOrganization(call.pathValue());
    principals.forgetOrganization();
    return ServerResponse.empty(202);
  }

  private ServerResponse projects() {
    return list(organizations.projects(), this::model);
  }

  private ServerResponse project(ServerCall call) {
    return answer(200, model(organizations.project(call.pathValue())));
  }

  private ServerResponse createProject(ServerCall call) {
    RequestJson body = RequestJson.parseAdmin(call.body());
    String name = requiredName(body, MAX_NAME);
    int maxPods = maxPods(body).orElse(0);
    return answer(
        200, model(organizations.createProject(name, maxPods, forcesCmek(body).orElse(false))));
  }

  private ServerResponse updateProject(ServerCall call) {
    RequestJson body = RequestJson.parseAdmin(call.body());
    Optional<String> name = name(body, MAX_NAME);
    Optional<Integer> maxPods = maxPods(body);
    Optional<Boolean> forcesCmek = forcesCmek(body);
    OrganizationStore.Project changed =
        organizations.updateProject(
            call.pathValue(),
            old -> {
              if (old.forcesCmek() && !forcesCmek.orElse(true)) {
                throw ControlException.invalid(CMEK + " cannot be switched off");
              }
              return new OrganizationStore.Project(
                  old.id(),
                  name.orElse(old.name()),
                  maxPods.orElse(old.maxPods()),
                  forcesCmek.orElse(old.forcesCmek()),
                  old.createdAt(),
                  old.served());
            });
    return answer(200, model(changed));
  }

  private ServerResponse deleteProject(ServerCall call) {
    String id = call.pathValue();
    List<String> keys = organizations.keys(id).stream().map(OrganizationStore.Key::id).toList();
    organizations.deleteProject(id);
    principals.forgetProject(id, keys);
    return ServerResponse.empty(202);
  }

  private ServerResponse keys(ServerCall call) {
    return list(organizations.keys(call.pathValue()), AdminEndpoints::model);
  }

  private ServerResponse key(ServerCall call) {
    return answer(200, model(organizations.key(call.pathValue())));
  }

  private ServerResponse createKey(ServerCall call) {
    RequestJson body = RequestJson.parseAdmin(call.body());
    OrganizationStore.Key made =
        organizations.createKey(call.pathValue(), requiredName(body, MAX_KEY_NAME), roles(body));
    ObjectNode wrapper = PlainJson.object();
    wrapper.set("key", model(made));
    return answer(201, wrapper.put("value", made.value()));
  }

  private ServerResponse updateKey(ServerCall call) {
    RequestJson body = RequestJson.parseAdmin(call.body());
    Optional<String> name = name(body, MAX_KEY_NAME);
    List<String> roles = roles(body);
    OrganizationStore.Key changed =
        organizations.updateKey(
            call.pathValue(),
            old ->
                new OrganizationStore.Key(
                    old.id(),
                    name.orElse(old.name()),
                    old.projectId(),
                    roles == null ? old.roles() : roles,
                    old.value()));
    return answer(200, model(changed));
  }

  private ServerResponse deleteKey(ServerCall call) {
    organizations.deleteKey(call.pathValue());
    principals.forgetApiKey(call.pathValue());
    return ServerResponse.empty(202);
  }

  private static String requiredName(RequestJson body, int longest) {
    body.requiredText("name");
    return name(body, longest).orElseThrow();
  }

  private static Optional<String> name(RequestJson body, int longest) {
    return body.text("name").map(name -> PrincipalEndpoints.checkName(name, longest));
  }

  /** Returns whether the project forces encryption with customer-managed keys; empty if absent. */
  private static Optional<Boolean> forcesCmek(RequestJson body) {
    return body.bool(CMEK);
  }

  private static Optional<Integer> maxPods(RequestJson body) {
    if (!body.has("max_pods")) {
      return Optional.empty();
    }
    int pods = body.integer("max_pods").orElse(0);
    if (pods < 0) {
      throw ControlException.invalid("max_pods must not be negative, got " + pods);
    }
    return Optional.of(pods);
  }

  /** Returns the roles without duplicates; null if the body has no roles. */
  private static @Nullable List<String> roles(RequestJson body) {
    if (!body.has("roles")) {
      return null;
    }
    List<String> roles = List.copyOf(new LinkedHashSet<>(body.textList("roles")));
    if (roles.isEmpty() || !RoleBindingRegistry.API_KEY_ROLES.containsAll(roles)) {
      throw ControlException.invalid(
          "roles must be some of " + RoleBindingRegistry.API_KEY_ROLES + ", got " + roles);
    }
    return roles;
  }

  private static ObjectNode model(OrganizationStore.Organization organization) {
    return PlainJson.object()
        .put("id", organization.id())
        .put("name", organization.name())
        .put("plan", "Standard")
        .put("payment_status", "Active")
        .put("created_at", organization.createdAt().toString())
        .put("support_tier", "Developer");
  }

  private ObjectNode model(OrganizationStore.Project project) {
    String owner =
        organizations.organizations().stream()
            .map(OrganizationStore.Organization::id)
            .findFirst()
            .orElse("");
    return PlainJson.object()
        .put("id", project.id())
        .put("name", project.name())
        .put("max_pods", project.maxPods())
        .put(CMEK, project.forcesCmek())
        .put("organization_id", owner)
        .put("created_at", project.createdAt().toString());
  }

  private static ObjectNode model(OrganizationStore.Key key) {
    ObjectNode model =
        PlainJson.object()
            .put("id", key.id())
            .put("name", key.name())
            .put("project_id", key.projectId());
    ArrayNode roles = model.putArray("roles");
    key.roles().forEach(roles::add);
    return model;
  }

  private static <T> ServerResponse list(List<T> things, Function<T, ObjectNode> model) {
    ObjectNode body = PlainJson.object();
    ArrayNode data = body.putArray("data");
    things.forEach(thing -> data.add(model.apply(thing)));
    return answer(200, body);
  }

  private static ServerResponse answer(int status, ObjectNode body) {
    return ServerResponse.json(status, body);
  }
}
