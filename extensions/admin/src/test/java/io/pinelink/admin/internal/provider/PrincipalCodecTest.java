package io.pinelink.admin.internal.provider;

import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.admin.AdminOperations;
import io.pinelink.admin.CreateInviteRequest;
import io.pinelink.admin.CreateRoleBindingRequest;
import io.pinelink.admin.CreateServiceAccountRequest;
import io.pinelink.admin.Invite;
import io.pinelink.admin.InviteStatus;
import io.pinelink.admin.ListRoleBindingsRequest;
import io.pinelink.admin.ListUsersRequest;
import io.pinelink.admin.PrincipalType;
import io.pinelink.admin.ResourceType;
import io.pinelink.admin.Role;
import io.pinelink.admin.RoleBinding;
import io.pinelink.admin.RoleGrant;
import io.pinelink.admin.ServiceAccount;
import io.pinelink.admin.ServiceAccountWithSecret;
import io.pinelink.admin.User;
import io.pinelink.admin.internal.request.Rename;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.Calls;
import io.pinelink.rest.LoopbackServer;
import io.pinelink.rest.LoopbackServer.Received;
import io.pinelink.rest.RestTransport;
import io.pinelink.routing.Route;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Operation;
import io.pinelink.spi.credential.BearerToken;
import io.pinelink.spi.credential.ExtraHeaders;
import io.pinelink.spi.request.ById;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users, invites, service accounts and role bindings, from the model to the wire and back. */
class PrincipalCodecTest {
  private static final String USER =
      "{\"id\":\"u1\",\"email\":\"jane@example.com\",\"name\":\"Jane\",\"new\":[1]}";
  private static final String INVITE =
      """
      {"id":"i1","email":"jane@example.com","status":"processed","created_at":"2026-01-31T12:00:00Z",
       "expires_at":"2026-02-07T12:00:00Z","processed_at":"2026-02-01T12:00:00Z"}\
      """;
  private static final String ACCOUNT =
      """
      {"id":"s1","name":"ci","client_id":"c1","created_at":"2026-01-31T12:00:00Z",
       "updated_at":"2026-02-01T12:00:00Z"}\
      """;
  private static final String WITH_SECRET =
      "{\"client_secret\":\"s3cret-of-ci\",\"service_account\":" + ACCOUNT + "}";
  private static final String BINDING =
      """
      {"id":"r1","principal_type":"user","principal_id":"u1","resource_type":"project",
       "resource_id":"p1","role":"ProjectOwner","created_at":"2026-01-31T12:00:00Z"}\
      """;
  private static final RoleGrant MEMBER = RoleGrant.onOrganization(Role.ORG_MEMBER);
  private static final RoleGrant OWNER = RoleGrant.onProject("p1", Role.PROJECT_OWNER);
  private static final Instant CREATED = Instant.parse("2026-01-31T12:00:00Z");
  private static final Instant CHANGED = Instant.parse("2026-02-01T12:00:00Z");

  private final LoopbackServer server = LoopbackServer.plaintext();
  private final Route route = local(server.port());
  private final RestTransport transport = Calls.transport();
  private final ResponseInfo info =
      VectorResponses.info(null, "", null, null, route, Protocol.REST, 1);
  private final User jane = User.of("u1", "jane@example.com", Optional.of("Jane"), info);
  private final Invite invite =
      Invite.of(
          "i1",
          "jane@example.com",
          InviteStatus.PROCESSED,
          Optional.of(CREATED),
          Optional.of(Instant.parse("2026-02-07T12:00:00Z")),
          Optional.of(CHANGED),
          info);
  private final ServiceAccount account =
      ServiceAccount.of("s1", "ci", "c1", Optional.of(CREATED), Optional.of(CHANGED), info);
  private final RoleBinding binding =
      RoleBinding.of(
          "r1",
          PrincipalType.USER,
          "u1",
          ResourceType.PROJECT,
          "p1",
          Role.PROJECT_OWNER,
          Optional.of(CREATED),
          info);

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private <Q, R> R call(Operation<Q, R> operation, Q request) throws Exception {
    return resultOf(transport.call(operation, request, context()));
  }

  private <Q> PinelinkException failure(Operation<Q, ?> operation, Q request) throws Exception {
    return Calls.failureOf(transport.call(operation, request, context()));
  }

  private CallContext context() {
    return new CallContext(
        route,
        "",
        Deadline.after(Calls.LONG),
        new BearerToken("t0ken-of-me"),
        ExtraHeaders.none(),
        1,
        CallHandling.unobserved(false));
  }

  private void sent(String line, String body) throws InterruptedException {
    Received sent = server.next();
    assertThat(sent.line()).isEqualTo(line);
    assertThat(sent.body()).isEqualTo(body);
  }

  private static String page(String item) {
    return "{\"data\":[" + item + "],\"pagination\":{\"next\":\"t==\"},\"new\":{}}";
  }

  @Test
  void userCallsAreMapped() throws Exception {
    server.answering(200, page(USER));
    ListResponse<User> page =
        call(
            AdminOperations.LIST_USERS,
            ListUsersRequest.builder()
                .email("jane+1@example.com")
                .limit(7)
                .paginationToken("a=&b")
                .build());
    assertThat(page.items()).containsExactly(jane);
    assertThat(page.nextToken()).contains("t==");
    sent("GET /admin/users?email=jane%2B1%40example.com&limit=7&paginationToken=a%3D%26b", "");

    server.answering(200, "{\"data\":[],\"pagination\":null}");
    assertThat(call(AdminOperations.LIST_USERS, ListUsersRequest.all()).nextToken()).isEmpty();
    sent("GET /admin/users", "");

    server.answering(200, USER);
    assertThat(call(AdminOperations.DESCRIBE_USER, ById.of("userId", "u1"))).isEqualTo(jane);
    sent("GET /admin/users/u1", "");

    server.answering(202, "");
    call(AdminOperations.DELETE_USER, ById.of("userId", "u/1"));
    sent("DELETE /admin/users/u%2F1", "");
  }

  @Test
  void inviteCallsAreMapped() throws Exception {
    server.answering(200, page(INVITE));
    assertThat(call(AdminOperations.LIST_INVITES, PageRequest.builder().limit(7).build()).items())
        .containsExactly(invite);
    sent("GET /admin/invites?limit=7", "");

    server.answering(200, INVITE);
    assertThat(
            call(
                AdminOperations.CREATE_INVITE,
                CreateInviteRequest.to("jane@example.com", MEMBER, OWNER)))
        .isEqualTo(invite);
    sent(
        "POST /admin/invites",
        "{\"email\":\"jane@example.com\",\"role_bindings\":["
            + "{\"resource_type\":\"organization\",\"role\":\"OrgMember\"},"
            + "{\"resource_type\":\"project\",\"resource_id\":\"p1\",\"role\":\"ProjectOwner\"}]}");

    server.answering(200, INVITE);
    assertThat(call(AdminOperations.DESCRIBE_INVITE, ById.of("inviteId", "i1"))).isEqualTo(invite);
    sent("GET /admin/invites/i1", "");

    server.answering(202, "");
    call(AdminOperations.DELETE_INVITE, ById.of("inviteId", "i1"));
    sent("DELETE /admin/invites/i1", "");
  }

  @Test
  void serviceAccountCallsAreMapped() throws Exception {
    server.answering(200, page(ACCOUNT));
    assertThat(
            call(
                    AdminOperations.LIST_SERVICE_ACCOUNTS,
                    PageRequest.builder().paginationToken("t").build())
                .items())
        .containsExactly(account);
    sent("GET /admin/service-accounts?paginationToken=t", "");

    server.answering(201, WITH_SECRET);
    ServiceAccountWithSecret created =
        call(
            AdminOperations.CREATE_SERVICE_ACCOUNT,
            CreateServiceAccountRequest.builder("ci").roleGrants(OWNER).build());
    assertThat(created.serviceAccount()).isEqualTo(account);
    assertThat(created.clientSecret()).isEqualTo("s3cret-of-ci");
    sent(
        "POST /admin/service-accounts",
        "{\"name\":\"ci\",\"role_bindings\":["
            + "{\"resource_type\":\"project\",\"resource_id\":\"p1\",\"role\":\"ProjectOwner\"}]}");

    server.answering(201, WITH_SECRET);
    call(AdminOperations.CREATE_SERVICE_ACCOUNT, CreateServiceAccountRequest.named("ci"));
    sent("POST /admin/service-accounts", "{\"name\":\"ci\"}");

    server.answering(200, ACCOUNT);
    assertThat(call(AdminOperations.DESCRIBE_SERVICE_ACCOUNT, ById.of("serviceAccountId", "s1")))
        .isEqualTo(account);
    sent("GET /admin/service-accounts/s1", "");

    server.answering(200, ACCOUNT);
    call(AdminOperations.UPDATE_SERVICE_ACCOUNT, new Rename("s1", "cd"));
    sent("PATCH /admin/service-accounts/s1", "{\"name\":\"cd\"}");

    server.answering(202, "");
    call(AdminOperations.DELETE_SERVICE_ACCOUNT, ById.of("serviceAccountId", "s1"));
    sent("DELETE /admin/service-accounts/s1", "");
  }

  @Test
  void aPostWithoutParametersHasAnEmptyBodyAndNoContentType() throws Exception {
    server.answering(200, INVITE);
    call(AdminOperations.RESEND_INVITE, ById.of("inviteId", "i1"));
    Received resent = server.next();
    assertThat(resent.line()).isEqualTo("POST /admin/invites/i1/resend");
    assertThat(resent.body()).isEmpty();
    assertThat(resent.headers().get("content-length")).isEqualTo("0");
    assertThat(resent.headers().contains("content-type")).isFalse();

    server.answering(200, WITH_SECRET);
    assertThat(
            call(AdminOperations.ROTATE_SERVICE_ACCOUNT_SECRET, ById.of("serviceAccountId", "s1"))
                .clientSecret())
        .isEqualTo("s3cret-of-ci");
    sent("POST /admin/service-accounts/s1/rotate-secret", "");
  }

  @Test
  void roleBindingCallsAreMapped() throws Exception {
    server.answering(200, page(BINDING));
    assertThat(
            call(
                    AdminOperations.LIST_ROLE_BINDINGS,
                    ListRoleBindingsRequest.builder()
                        .principal(PrincipalType.USER, "u 1")
                        .resource(ResourceType.PROJECT, "p1")
                        .role(Role.PROJECT_OWNER)
                        .limit(7)
                        .paginationToken("t")
                        .build())
                .items())
        .containsExactly(binding);
    sent(
        "GET /admin/role-bindings?principal_type=user&principal_id=u%201&resource_type=project"
            + "&resource_id=p1&role=ProjectOwner&limit=7&paginationToken=t",
        "");

    server.answering(200, BINDING);
    assertThat(
            call(
                AdminOperations.CREATE_ROLE_BINDING,
                CreateRoleBindingRequest.of(PrincipalType.USER, "u1", OWNER)))
        .isEqualTo(binding);
    sent(
        "POST /admin/role-bindings",
        "{\"principal_type\":\"user\",\"principal_id\":\"u1\",\"resource_type\":\"project\","
            + "\"resource_id\":\"p1\",\"role\":\"ProjectOwner\"}");

    server.answering(200, BINDING);
    call(AdminOperations.DESCRIBE_ROLE_BINDING, ById.of("roleBindingId", "r1"));
    sent("GET /admin/role-bindings/r1", "");

    server.answering(202, "");
    call(AdminOperations.DELETE_ROLE_BINDING, ById.of("roleBindingId", "r1"));
    sent("DELETE /admin/role-bindings/r1", "");
  }

  @Test
  void conflictsAreDistinguishedByTheCodeOfTheEnvelope() throws Exception {
    server.answering(
        409, "{\"status\":409,\"error\":{\"code\":\"ABORTED\",\"message\":\"the last owner\"}}");
    assertThat(failure(AdminOperations.DELETE_USER, ById.of("userId", "u1")))
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ABORTED))
        .hasMessageContaining("the last owner");

    server.answering(409, "{\"status\":409,\"error\":{\"message\":\"already accepted\"}}");
    assertThat(failure(AdminOperations.RESEND_INVITE, ById.of("inviteId", "i1")))
        .isInstanceOf(AlreadyExistsException.class);

    server.answering(429, "too many emails");
    assertThat(failure(AdminOperations.RESEND_INVITE, ById.of("inviteId", "i1")))
        .isInstanceOf(RateLimitedException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | member 'service_account' is missing",
        "{'client_secret':'s3cret-of-ci'} | member 'service_account' is missing",
        "{'service_account':{'id':'s1','name':'n'}} | member 'client_id' is missing",
        "{'service_account':{'id':'s1','name':'n','client_id':'c'}} | member 'client_secret' is",
        "{'client_secret':'s3cret-of-ci','service_account':[]} | expected an object",
      })
  void missingMembersAreNamedWithoutTheSecret(String json, String message) throws Exception {
    server.answering(200, json.replace('\'', '"'));

    assertThat(
            failure(
                AdminOperations.ROTATE_SERVICE_ACCOUNT_SECRET, ById.of("serviceAccountId", "s1")))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("s3cret");
  }
}
