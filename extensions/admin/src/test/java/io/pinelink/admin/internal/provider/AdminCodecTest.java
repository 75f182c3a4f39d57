package io.pinelink.admin.internal.provider;

import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.admin.AdminOperations;
import io.pinelink.admin.ApiKeyDescription;
import io.pinelink.admin.CreateApiKeyRequest;
import io.pinelink.admin.CreateProjectRequest;
import io.pinelink.admin.CreatedApiKey;
import io.pinelink.admin.Organization;
import io.pinelink.admin.Project;
import io.pinelink.admin.Role;
import io.pinelink.admin.UpdateApiKeyRequest;
import io.pinelink.admin.UpdateProjectRequest;
import io.pinelink.admin.internal.login.AccessToken;
import io.pinelink.admin.internal.login.AccessTokenCache;
import io.pinelink.admin.internal.request.Rename;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.internal.response.VectorResponses;
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
import io.pinelink.spi.credential.ClientCredentials;
import io.pinelink.spi.credential.Credential;
import io.pinelink.spi.credential.ExtraHeaders;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.EmptyRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The admin API, from the model to the wire and back. */
class AdminCodecTest {
  private static final String ORGANIZATION =
      """
      {"id":"-o1","name":"Acme","plan":"Galactic","payment_status":"Active",
       "created_at":"2026-01-31T12:00:00Z","support_tier":"Pro","new":[1]}\
      """;
  private static final String PROJECT =
      """
      {"id":"p1","name":"search","max_pods":"2","force_encryption_with_cmek":true,
       "organization_id":"-o1","created_at":"2026-01-31T12:00:00Z"}\
      """;
  private static final String KEY =
      """
      {"id":"k1","name":"ci","project_id":"p1","roles":["DataPlaneViewer","Auditor"]}\
      """;
  private static final ClientCredentials CREDENTIALS = new ClientCredentials("me", "cl13nt-s3cret");
  private static final BearerToken TOKEN = new BearerToken("t0ken-of-me");

  private final LoopbackServer server = LoopbackServer.plaintext();
  private final Route route = local(server.port());
  private final RestTransport transport = Calls.transport();
  private final ResponseInfo info =
      VectorResponses.info(null, "", null, null, route, Protocol.REST, 1);
  private final ApiKeyDescription key =
      ApiKeyDescription.of(
          "k1", "ci", "p1", List.of(Role.DATA_PLANE_VIEWER, new Role("Auditor")), info);

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private <Q, R> R call(Operation<Q, R> operation, Q request) throws Exception {
    return resultOf(transport.call(operation, request, context(TOKEN)));
  }

  private <Q> PinelinkException failure(Operation<Q, ?> operation, Q request, Credential with)
      throws Exception {
    return Calls.failureOf(transport.call(operation, request, context(with)));
  }

  private CallContext context(Credential credential) {
    return new CallContext(
        route,
        "",
        Deadline.after(Calls.LONG),
        credential,
        ExtraHeaders.none(),
        1,
        CallHandling.unobserved(false));
  }

  private void sent(String line, String body) throws InterruptedException {
    Received sent = server.next();
    assertThat(sent.line()).isEqualTo(line);
    assertThat(sent.body()).isEqualTo(body);
  }

  @Test
  void organizationCallsAreMapped() throws Exception {
    Organization acme =
        Organization.of(
            "-o1",
            "Acme",
            "Galactic",
            "Active",
            "Pro",
            Optional.of(Instant.parse("2026-01-31T12:00:00Z")),
            info);

    server.answering(200, "{\"data\":[" + ORGANIZATION + "]}");
    assertThat(call(AdminOperations.LIST_ORGANIZATIONS, new EmptyRequest()).items())
        .containsExactly(acme);
    sent("GET /admin/organizations", "");

    server.answering(200, ORGANIZATION.replace("-o1", "-o/1"));
    assertThat(call(AdminOperations.DESCRIBE_ORGANIZATION, ById.of("organizationId", "-o/1")))
        .usingRecursiveComparison()
        .ignoringFields("id")
        .isEqualTo(acme);
    sent("GET /admin/organizations/-o%2F1", "");

    server.answering(200, ORGANIZATION);
    assertThat(call(AdminOperations.UPDATE_ORGANIZATION, new Rename("-o1", "New"))).isEqualTo(acme);
    sent("PATCH /admin/organizations/-o1", "{\"name\":\"New\"}");

    server.answering(202, "");
    assertThat(call(AdminOperations.DELETE_ORGANIZATION, ById.of("organizationId", "-o1")))
        .extracting(deleted -> deleted.info())
        .isEqualTo(info);
    sent("DELETE /admin/organizations/-o1", "");
  }

  @Test
  void projectCallsAreMapped() throws Exception {
    Project search =
        Project.of(
            "p1",
            "search",
            "-o1",
            2,
            true,
            Optional.of(Instant.parse("2026-01-31T12:00:00Z")),
            info);

    server.answering(200, "{\"data\":[" + PROJECT + "]}");
    assertThat(call(AdminOperations.LIST_PROJECTS, new EmptyRequest()).items())
        .containsExactly(search);
    sent("GET /admin/projects", "");

    // Any 2xx status is a success.
    server.answering(201, PROJECT);
    assertThat(call(AdminOperations.CREATE_PROJECT, CreateProjectRequest.named("search")))
        .isEqualTo(search);
    sent(
        "POST /admin/projects",
        "{\"name\":\"search\",\"max_pods\":0,\"force_encryption_with_cmek\":false}");

    server.answering(200, PROJECT);
    call(AdminOperations.DESCRIBE_PROJECT, ById.of("projectId", "p1"));
    sent("GET /admin/projects/p1", "");

    server.answering(200, PROJECT);
    call(AdminOperations.UPDATE_PROJECT, UpdateProjectRequest.builder("p1").maxPods(3).build());
    sent("PATCH /admin/projects/p1", "{\"max_pods\":3}");

    server.answering(200, PROJECT);
    call(
        AdminOperations.UPDATE_PROJECT,
        UpdateProjectRequest.builder("p1").name("n").forceEncryptionWithCmek().build());
    sent("PATCH /admin/projects/p1", "{\"name\":\"n\",\"force_encryption_with_cmek\":true}");

    server.answering(202, "");
    call(AdminOperations.DELETE_PROJECT, ById.of("projectId", "p1"));
    sent("DELETE /admin/projects/p1", "");
  }

  @Test
  void apiKeyCallsAreMapped() throws Exception {
    server.answering(200, "{\"data\":[" + KEY + "]}");
    assertThat(call(AdminOperations.LIST_API_KEYS, ById.of("projectId", "p1")).items())
        .containsExactly(key);
    sent("GET /admin/projects/p1/api-keys", "");

    server.answering(201, "{\"key\":" + KEY + ",\"value\":\"pckey_ci_s3cret\"}");
    CreatedApiKey created =
        call(
            AdminOperations.CREATE_API_KEY,
            CreateApiKeyRequest.builder("p1", "ci").roles(Role.DATA_PLANE_VIEWER).build());
    assertThat(created.description()).isEqualTo(key);
    assertThat(created.secret()).isEqualTo("pckey_ci_s3cret");
    sent("POST /admin/projects/p1/api-keys", "{\"name\":\"ci\",\"roles\":[\"DataPlaneViewer\"]}");

    server.answering(200, KEY);
    assertThat(call(AdminOperations.DESCRIBE_API_KEY, ById.of("apiKeyId", "k1"))).isEqualTo(key);
    sent("GET /admin/api-keys/k1", "");

    server.answering(200, KEY);
    call(AdminOperations.UPDATE_API_KEY, UpdateApiKeyRequest.builder("k1").name("n").build());
    sent("PATCH /admin/api-keys/k1", "{\"name\":\"n\"}");

    server.answering(202, "");
    call(AdminOperations.DELETE_API_KEY, ById.of("apiKeyId", "k1"));
    sent("DELETE /admin/api-keys/k1", "");
  }

  @Test
  void anUpdatedKeyMayComeInAWrapper() throws Exception {
    server.answering(201, "{\"value\":\"pckey_ci_s3cret\",\"key\":" + KEY + "}");

    assertThat(
            call(
                AdminOperations.UPDATE_API_KEY,
                UpdateApiKeyRequest.builder("k1").roles(new Role("Auditor")).build()))
        .isEqualTo(key);
    sent("PATCH /admin/api-keys/k1", "{\"roles\":[\"Auditor\"]}");
  }

  @Test
  void optionalMembersMayBeMissing() throws Exception {
    server.answering(200, "{\"data\":[{\"id\":\"o\",\"name\":\"n\",\"plan\":null}]}");
    assertThat(call(AdminOperations.LIST_ORGANIZATIONS, new EmptyRequest()).items())
        .containsExactly(Organization.of("o", "n", "", "", "", Optional.empty(), info));

    server.answering(200, "{\"data\":null,\"more\":{}}");
    assertThat(call(AdminOperations.LIST_PROJECTS, new EmptyRequest()).items()).isEmpty();

    server.answering(200, "{\"id\":\"p\",\"name\":\"n\",\"max_pods\":null}");
    assertThat(call(AdminOperations.DESCRIBE_PROJECT, ById.of("projectId", "p")))
        .isEqualTo(Project.of("p", "n", "", 0, false, Optional.empty(), info));

    server.answering(200, "{\"id\":\"k\",\"name\":\"n\",\"roles\":null}");
    assertThat(call(AdminOperations.DESCRIBE_API_KEY, ById.of("apiKeyId", "k")).roles()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name':'n'} | member 'id' is missing",
        "{'id':'k'} | member 'name' is missing",
        "{'key':null} | member 'id' is missing",
        "{'id':'k','roles':'r'} | member 'roles' is a string, expected an array",
      })
  void missingAndInvalidMembersAreNamed(String json, String message) throws Exception {
    server.answering(200, json.replace('\'', '"'));

    assertThat(failure(AdminOperations.DESCRIBE_API_KEY, ById.of("apiKeyId", "k"), TOKEN))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining(message);
  }

  @Test
  void callsCarryTheTokenAndNoKey() throws Exception {
    server.answering(200, "{\"data\":[]}");

    call(AdminOperations.LIST_PROJECTS, new EmptyRequest());

    Received sent = server.next();
    assertThat(sent.headers().get("authorization")).isEqualTo("Bearer t0ken-of-me");
    assertThat(sent.headers().contains("api-key")).isFalse();
    assertThat(sent.headers().get("x-pinecone-api-version")).isEqualTo("2026-04");
  }

  @Test
  void theLoginSendsItsSecretOnlyInTheBody() throws Exception {
    server.answering(
        200,
        "{\"access_token\":\"t0ken-of-me\",\"token_type\":\"Bearer\",\"expires_in\":\"1800\"}");

    AccessToken token =
        resultOf(transport.call(AccessTokenCache.CREATE_TOKEN, CREDENTIALS, context(CREDENTIALS)));

    assertThat(token.token()).isEqualTo(TOKEN);
    assertThat(token.lifetime()).isEqualTo(Duration.ofMinutes(30));
    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("POST /oauth/token");
    assertThat(sent.body())
        .isEqualTo(
            "{\"client_id\":\"me\",\"client_secret\":\"cl13nt-s3cret\","
                + "\"grant_type\":\"client_credentials\","
                + "\"audience\":\"https://api.pinecone.io/\"}");
    assertThat(sent.headers().contains("api-key")).isFalse();
    assertThat(sent.headers().contains("authorization")).isFalse();
  }

  @Test
  void aRefusedLoginShowsTheReasonAndNotTheSecret() throws Exception {
    server.answering(
        401,
        "{\"error\":\"access_denied\",\"error_description\":\"unknown secret cl13nt-s3cret\"}");

    assertThat(failure(AccessTokenCache.CREATE_TOKEN, CREDENTIALS, CREDENTIALS))
        .isInstanceOf(UnauthenticatedException.class)
        .hasMessageContaining("createToken")
        .hasMessageContaining("access_denied: unknown secret ***");

    server.answering(403, "{\"error\":\"access_denied\"}");
    assertThat(failure(AccessTokenCache.CREATE_TOKEN, CREDENTIALS, CREDENTIALS))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED))
        .hasMessageContaining("access_denied");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'access_token':'t'} | member 'expires_in' is missing",
        "{'expires_in':1} | member 'access_token' is missing",
        "{'access_token':'t 0','expires_in':1} | the body is not valid JSON for this operation",
      })
  void anInvalidTokenIsMalformed(String json, String message) throws Exception {
    server.answering(200, json.replace('\'', '"'));

    assertThat(failure(AccessTokenCache.CREATE_TOKEN, CREDENTIALS, CREDENTIALS))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aTokenIsMaskedInRefusals() throws Exception {
    server.answering(401, "bad token t0ken-of-me");

    assertThat(failure(AdminOperations.LIST_PROJECTS, new EmptyRequest(), TOKEN))
        .hasMessageContaining("bad token ***")
        .hasMessageNotContaining("t0ken-of-me");
  }
}
