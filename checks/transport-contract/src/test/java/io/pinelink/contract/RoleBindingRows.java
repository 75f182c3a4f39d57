package io.pinelink.contract;

import static io.pinelink.admin.AdminOperations.CREATE_API_KEY;
import static io.pinelink.admin.AdminOperations.CREATE_ROLE_BINDING;
import static io.pinelink.admin.AdminOperations.DELETE_PROJECT;
import static io.pinelink.admin.AdminOperations.DELETE_ROLE_BINDING;
import static io.pinelink.admin.AdminOperations.DESCRIBE_ROLE_BINDING;
import static io.pinelink.admin.AdminOperations.LIST_ORGANIZATIONS;
import static io.pinelink.admin.AdminOperations.LIST_ROLE_BINDINGS;
import static io.pinelink.contract.OrganizationRows.AWKWARD_IDS;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.admin.CreateApiKeyRequest;
import io.pinelink.admin.CreateRoleBindingRequest;
import io.pinelink.admin.ListRoleBindingsRequest;
import io.pinelink.admin.PrincipalType;
import io.pinelink.admin.ResourceType;
import io.pinelink.admin.Role;
import io.pinelink.admin.RoleBinding;
import io.pinelink.admin.RoleGrant;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.NotFoundException;
import io.pinelink.model.ListResponse;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.EmptyRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of role bindings. */
final class RoleBindingRows {
  private static final RoleGrant MEMBER = RoleGrant.onOrganization(Role.ORG_MEMBER);

  private RoleBindingRows() {}

  static Section section() {
    Section section = new Section(AdminCalls::token);
    list(section);
    create(section);
    describe(section);
    delete(section);
    return section;
  }

  private static RoleBinding bind(Calls calls, PrincipalType type, String id, RoleGrant grant) {
    return calls.call(CREATE_ROLE_BINDING, CreateRoleBindingRequest.of(type, id, grant));
  }

  /** Creates a role of a new service account. */
  private static RoleBinding make(Calls calls, RoleGrant grant) {
    return bind(calls, PrincipalType.SERVICE_ACCOUNT, ServiceAccountRows.make(calls), grant);
  }

  private static RoleBinding get(Calls calls, String id) {
    return calls.call(DESCRIBE_ROLE_BINDING, ById.of("roleBindingId", id));
  }

  private static void delete(Calls calls, String id) {
    calls.call(DELETE_ROLE_BINDING, ById.of("roleBindingId", id));
  }

  private static List<String> ids(Calls calls, ListRoleBindingsRequest.Builder request) {
    return calls.call(LIST_ROLE_BINDINGS, request.build()).items().stream()
        .map(RoleBinding::id)
        .toList();
  }

  private static ListRoleBindingsRequest.Builder request() {
    return ListRoleBindingsRequest.builder();
  }

  private static void list(Section section) {
    section.sample(LIST_ROLE_BINDINGS, ListRoleBindingsRequest.all());
    section.row(
        LIST_ROLE_BINDINGS,
        ROUND_TRIP,
        "each as it is described, page by page",
        calls -> {
          List<RoleBinding> made = Stream.of(1, 2, 3).map(i -> make(calls, MEMBER)).toList();
          List<String> ids = made.stream().map(RoleBinding::id).toList();
          ListRoleBindingsRequest.Builder request =
              request().principal(PrincipalType.SERVICE_ACCOUNT).limit(2);
          List<RoleBinding> all =
              PagedAdminRows.all(
                  token ->
                      calls.call(
                          LIST_ROLE_BINDINGS,
                          token == null
                              ? request.build()
                              : request.paginationToken(token).build()));

          assertEquals(
              ids.stream().map(id -> Facts.by(get(calls, id))).toList(),
              all.stream().filter(one -> ids.contains(one.id())).map(Facts::by).toList());
        });
    section.row(
        LIST_ROLE_BINDINGS,
        ROUND_TRIP,
        "those that meet all conditions",
        calls -> {
          String project = ProjectRows.make(calls).id();
          RoleBinding viewer = make(calls, RoleGrant.onProject(project, Role.PROJECT_VIEWER));
          RoleBinding owner = make(calls, RoleGrant.onProject(project, Role.PROJECT_OWNER));
          ListRoleBindingsRequest.Builder onProject =
              request().resource(ResourceType.PROJECT, project);

          assertEquals(List.of(viewer.id(), owner.id()), ids(calls, onProject));
          assertEquals(List.of(owner.id()), ids(calls, onProject.role(Role.PROJECT_OWNER)));
          assertEquals(List.of(), ids(calls, onProject.principal(PrincipalType.USER)));
          assertEquals(
              List.of(viewer.id()),
              ids(calls, request().principal(PrincipalType.SERVICE_ACCOUNT, viewer.principalId())));
          assertTrue(ids(calls, request().resource(ResourceType.PROJECT)).contains(viewer.id()));
          assertEquals(
              List.of(),
              ids(
                  calls,
                  request()
                      .principal(new PrincipalType("õ & %"), "õ & %")
                      .resource(new ResourceType("õ & %"), "õ & %")
                      .role(new Role("õ & %"))));
        });
    section.row(
        LIST_ROLE_BINDINGS,
        PRESENCE,
        "an empty last page in every form of the response",
        calls ->
            PagedAdminRows.assertEmptyLastPage(body -> calls.answered(LIST_ROLE_BINDINGS, body)));
    section.row(
        LIST_ROLE_BINDINGS,
        LIMITS,
        "one per page, up to 100; a bad token is refused",
        calls -> {
          ListResponse<RoleBinding> page =
              calls.call(LIST_ROLE_BINDINGS, request().limit(1).build());
          assertEquals(1, page.items().size());
          assertTrue(page.nextToken().isPresent());
          assertTrue(page.info().requestId().isPresent());

          ListRoleBindingsRequest.Builder most = request().limit(100);
          assertTrue(ids(calls, most).size() > 1);
          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT, () -> ids(calls, most.paginationToken("õ & %")));
        });
  }

  private static void create(Section section) {
    section.sample(
        CREATE_ROLE_BINDING,
        CreateRoleBindingRequest.of(PrincipalType.SERVICE_ACCOUNT, "sample", MEMBER));
    section.row(
        CREATE_ROLE_BINDING,
        ROUND_TRIP,
        "of every kind of principal, on the organization and on a project",
        calls -> {
          String project = ProjectRows.make(calls).id();
          RoleBinding made = make(calls, RoleGrant.onProject(project, Role.DATA_PLANE_EDITOR));
          assertEquals(PrincipalType.SERVICE_ACCOUNT, made.principalType());
          assertEquals(ResourceType.PROJECT, made.resourceType());
          assertEquals(project, made.resourceId());
          assertEquals(Role.DATA_PLANE_EDITOR, made.role());
          assertEquals(Optional.of(calls.now()), made.createdAt());
          assertTrue(made.info().requestId().isPresent());

          RoleBinding member = make(calls, MEMBER);
          assertEquals(ResourceType.ORGANIZATION, member.resourceType());
          assertEquals(
              calls.call(LIST_ORGANIZATIONS, new EmptyRequest()).items().get(0).id(),
              member.resourceId());

          RoleGrant viewer = RoleGrant.onProject(project, Role.PROJECT_VIEWER);
          String user = UserRows.make(calls, MEMBER).id();
          assertEquals(user, bind(calls, PrincipalType.USER, user, viewer).principalId());
          String invite = InviteRows.make(calls, MEMBER).id();
          assertEquals(invite, bind(calls, PrincipalType.INVITE, invite, viewer).principalId());
          String key =
              calls
                  .call(CREATE_API_KEY, CreateApiKeyRequest.builder(project, "ci").build())
                  .description()
                  .id();
          assertEquals(key, bind(calls, PrincipalType.API_KEY, key, viewer).principalId());
        });
    section.row(
        CREATE_ROLE_BINDING,
        PRESENCE,
        "no role twice, and none of a missing or accepted principal or on a missing project",
        calls -> {
          RoleBinding made = make(calls, MEMBER);
          RefusalAssertions.as(
              ErrorCode.ALREADY_EXISTS,
              () -> bind(calls, made.principalType(), made.principalId(), MEMBER));
          String accepted = InviteRows.accepted(calls, MEMBER).id();
          RefusalAssertions.as(
              ErrorCode.ALREADY_EXISTS, () -> bind(calls, PrincipalType.INVITE, accepted, MEMBER));
          for (PrincipalType type :
              List.of(
                  PrincipalType.USER,
                  PrincipalType.INVITE,
                  PrincipalType.SERVICE_ACCOUNT,
                  PrincipalType.API_KEY)) {
            RefusalAssertions.notFound(
                " missing not found.", () -> bind(calls, type, "missing", MEMBER));
          }
          RefusalAssertions.notFound(
              "Project õ not found.",
              () -> make(calls, RoleGrant.onProject("õ", Role.PROJECT_VIEWER)));
        });
    section.row(
        CREATE_ROLE_BINDING,
        LIMITS,
        "kinds and roles that do not exist, and a role on the other kind of resource",
        calls -> {
          RefusalAssertions.asInvalid(
              "got õ", () -> bind(calls, new PrincipalType("õ"), "missing", MEMBER));
          RefusalAssertions.asInvalid(
              "got õ",
              () ->
                  make(
                      calls,
                      new RoleGrant(new ResourceType("õ"), Optional.empty(), Role.ORG_MEMBER)));
          RefusalAssertions.asInvalid(
              "got õ", () -> make(calls, RoleGrant.onOrganization(new Role("õ"))));
          RefusalAssertions.asInvalid(
              "got ProjectOwner", () -> make(calls, RoleGrant.onOrganization(Role.PROJECT_OWNER)));
        });
  }

  private static void describe(Section section) {
    section.sample(DESCRIBE_ROLE_BINDING, ById.of("roleBindingId", "r"));
    section.row(
        DESCRIBE_ROLE_BINDING,
        ROUND_TRIP,
        "as it was created",
        calls -> {
          RoleBinding made = make(calls, MEMBER);

          assertEquals(Facts.by(made), Facts.by(get(calls, made.id())));
        });
    section.row(
        DESCRIBE_ROLE_BINDING,
        PRESENCE,
        "unknown kinds and roles are kept; a response without a role is malformed",
        calls -> {
          String start =
              "{\"id\":\"r\",\"principal_type\":\"õ\",\"principal_id\":\"p\","
                  + "\"resource_type\":\"ä\",\"resource_id\":\"s\"";
          for (String rest : List.of("}", ",\"created_at\":null}")) {
            RoleBinding reported =
                calls.answered(DESCRIBE_ROLE_BINDING, start + ",\"role\":\"ü\"" + rest);

            assertEquals(new PrincipalType("õ"), reported.principalType());
            assertEquals(new ResourceType("ä"), reported.resourceType());
            assertEquals(new Role("ü"), reported.role());
            assertEquals(Optional.empty(), reported.createdAt());
          }
          assertThrows(
              MalformedResponseException.class,
              () -> calls.answered(DESCRIBE_ROLE_BINDING, start + ",\"role\":null}"));
        });
    section.row(
        DESCRIBE_ROLE_BINDING,
        LIMITS,
        "ids that a path must escape are not found",
        calls -> RefusalAssertions.notFoundEach("Role binding", AWKWARD_IDS, id -> get(calls, id)));
  }

  private static void delete(Section section) {
    section
        .sample(DELETE_ROLE_BINDING, ById.of("roleBindingId", "sample"))
        .noBodyOverRest(DELETE_ROLE_BINDING);
    section.row(
        DELETE_ROLE_BINDING,
        ROUND_TRIP,
        "it is gone immediately, also with its project",
        calls -> {
          String id = make(calls, MEMBER).id();
          assertTrue(
              calls
                  .call(DELETE_ROLE_BINDING, ById.of("roleBindingId", id))
                  .info()
                  .requestId()
                  .isPresent());
          assertThrows(NotFoundException.class, () -> get(calls, id));
          assertThrows(NotFoundException.class, () -> delete(calls, id));

          String project = ProjectRows.make(calls).id();
          String other = make(calls, RoleGrant.onProject(project, Role.PROJECT_VIEWER)).id();
          calls.call(DELETE_PROJECT, ById.of("projectId", project));
          assertThrows(NotFoundException.class, () -> get(calls, other));
        });
    section.row(
        DELETE_ROLE_BINDING,
        PRESENCE,
        "the last owner, and the last membership of a user or an invite, remain",
        calls -> {
          ListRoleBindingsRequest.Builder owners =
              request().principal(PrincipalType.USER).role(Role.ORG_OWNER);
          String owner = ids(calls, owners).get(0);
          refusedAsAborted(calls, owner);

          String user = UserRows.make(calls, MEMBER).id();
          String invite = InviteRows.make(calls, MEMBER).id();
          ListRoleBindingsRequest.Builder ofUser = request().principal(PrincipalType.USER, user);
          refusedAsAborted(calls, ids(calls, ofUser).get(0));
          refusedAsAborted(
              calls, ids(calls, request().principal(PrincipalType.INVITE, invite)).get(0));

          bind(calls, PrincipalType.USER, user, RoleGrant.onOrganization(Role.ORG_MANAGER));
          delete(calls, ids(calls, ofUser).get(0));
          assertEquals(1, ids(calls, ofUser).size());
        });
    section.row(
        DELETE_ROLE_BINDING,
        LIMITS,
        "ids that a path must escape are not found",
        calls ->
            RefusalAssertions.notFoundEach("Role binding", AWKWARD_IDS, id -> delete(calls, id)));
  }

  private static void refusedAsAborted(Calls calls, String id) {
    RefusalAssertions.as(ErrorCode.ABORTED, () -> delete(calls, id));
    assertEquals(id, get(calls, id).id());
  }
}
