package io.pinelink.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.FakeTransport;
import io.pinelink.FakeTransport.Call;
import io.pinelink.admin.internal.login.AccessToken;
import io.pinelink.admin.internal.request.Rename;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.spi.Operation;
import io.pinelink.spi.credential.BearerToken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The calls about users, invites, service accounts and role bindings that take a request, and their
 * pages. {@link AdminByIdTest} makes those that take an id.
 */
@Timeout(20)
class AdminPagesTest {
  private static final ResponseInfo INFO =
      VectorResponses.info(
          null,
          "",
          null,
          null,
          ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of())),
          Protocol.REST,
          1);
  private static final RoleGrant MEMBER = RoleGrant.onOrganization(Role.ORG_MEMBER);
  private static final Invite INVITE =
      Invite.of(
          "i",
          "a@b",
          InviteStatus.PENDING,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          INFO);
  private static final ServiceAccount ACCOUNT =
      ServiceAccount.of("s", "ci", "c", Optional.empty(), Optional.empty(), INFO);
  private static final ServiceAccountWithSecret WITH_SECRET =
      ServiceAccountWithSecret.of(ACCOUNT, "s3cret-of-ci");
  private static final RoleBinding BINDING =
      RoleBinding.of(
          "r",
          PrincipalType.USER,
          "u",
          ResourceType.ORGANIZATION,
          "o",
          Role.ORG_MEMBER,
          Optional.empty(),
          INFO);

  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final AdminClient admin =
      AdminClient.builder()
          .clientCredentials("me", "s3cret-key")
          .callbackExecutor(Runnable::run)
          .transports(rest)
          .build();

  @BeforeEach
  void logIn() {
    rest.answering(new AccessToken(new BearerToken("t0ken-1"), Duration.ofMinutes(30), INFO));
  }

  @AfterEach
  void close() {
    admin.close();
  }

  private void sent(Operation<?, ?> operation, Object request) {
    Call call = rest.next();
    if (call.operation().equals(AdminOperations.CREATE_TOKEN)) {
      call = rest.next();
    }
    assertThat(call.operation()).isEqualTo(operation);
    assertThat(call.request()).isEqualTo(request);
  }

  private static ListResponse<User> users(String next, String... ids) {
    List<User> users =
        List.of(ids).stream().map(id -> User.of(id, "a@b", Optional.empty(), INFO)).toList();
    return new VectorResponses.ListResult<>(users, Optional.of(next), INFO);
  }

  @Test
  void aFunctionOrNoArgumentStandsForARequest() {
    ListResponse<User> page = users("next", "u");
    rest.answering(page, page, WITH_SECRET);

    assertThat(admin.listUsers()).isEqualTo(page);
    assertThat(admin.async().listUsers(users -> users.limit(7)).join()).isEqualTo(page);
    assertThat(admin.createServiceAccount("ci", account -> account.roleGrants(MEMBER)))
        .isEqualTo(WITH_SECRET);

    sent(AdminOperations.LIST_USERS, ListUsersRequest.all());
    sent(AdminOperations.LIST_USERS, ListUsersRequest.builder().limit(7).build());
    sent(
        AdminOperations.CREATE_SERVICE_ACCOUNT,
        CreateServiceAccountRequest.builder("ci").roleGrants(MEMBER).build());
  }

  @Test
  void invitesAreCreated() {
    CreateInviteRequest request = CreateInviteRequest.to("a@b", MEMBER);
    rest.answering(INVITE);

    assertThat(admin.createInvite(request)).isEqualTo(INVITE);

    sent(AdminOperations.CREATE_INVITE, request);
  }

  @Test
  void serviceAccountsAreCreatedAndChanged() {
    CreateServiceAccountRequest create = CreateServiceAccountRequest.named("ci");
    rest.answering(WITH_SECRET, ACCOUNT);

    assertThat(admin.createServiceAccount(create)).isSameAs(WITH_SECRET);
    assertThat(admin.updateServiceAccount("s", "ci")).isEqualTo(ACCOUNT);

    sent(AdminOperations.CREATE_SERVICE_ACCOUNT, create);
    sent(AdminOperations.UPDATE_SERVICE_ACCOUNT, new Rename("s", "ci"));
  }

  @Test
  void aRenameIsCheckedBeforeItIsSent() {
    refused(() -> admin.updateOrganization("o", ""), "length of name is 0, expected 1 to 512");
    refused(() -> admin.updateOrganization("..", "n"), "organizationId is '..', expected an id");
    refused(() -> admin.updateServiceAccount("s", " "), "name is blank");
    refused(() -> admin.updateServiceAccount("", "ci"), "serviceAccountId is blank");
    refused(
        () -> admin.updateServiceAccount("s", "n".repeat(81)),
        "length of name is 81, expected 1 to 80");
    assertThat(rest.hasNoCall()).isTrue();
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }

  @Test
  void roleBindingsAreCreated() {
    CreateRoleBindingRequest create = CreateRoleBindingRequest.of(PrincipalType.USER, "u", MEMBER);
    rest.answering(BINDING);

    assertThat(admin.createRoleBinding(create)).isEqualTo(BINDING);

    sent(AdminOperations.CREATE_ROLE_BINDING, create);
  }

  @Test
  void allPagesKeepTheFilterAndTheLimitOfTheRequest() {
    ListUsersRequest request = ListUsersRequest.builder().email("a@b").limit(2).build();
    rest.answering(users("t", "1", "2"), users("", "3"));

    assertThat(admin.listAllUsers(request)).extracting(User::id).containsExactly("1", "2", "3");

    sent(AdminOperations.LIST_USERS, request);
    sent(AdminOperations.LIST_USERS, request.toBuilder().paginationToken("t").build());
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void everyKindIsListedPageByPage() {
    PageRequest invites = PageRequest.builder().limit(1).build();
    PageRequest accounts = PageRequest.builder().limit(1).build();
    ListRoleBindingsRequest bindings =
        ListRoleBindingsRequest.builder().role(Role.ORG_MEMBER).build();
    rest.answering(
        new VectorResponses.ListResult<>(List.of(INVITE), Optional.of("t"), INFO),
        new VectorResponses.ListResult<>(List.of(INVITE), Optional.empty(), INFO),
        new VectorResponses.ListResult<>(List.of(ACCOUNT), Optional.of("t"), INFO),
        new VectorResponses.ListResult<>(List.of(ACCOUNT), Optional.empty(), INFO),
        new VectorResponses.ListResult<>(List.of(BINDING), Optional.of("t"), INFO),
        new VectorResponses.ListResult<>(List.of(BINDING), Optional.empty(), INFO));

    assertThat(admin.listAllInvites(invites)).containsExactly(INVITE, INVITE);
    assertThat(admin.listAllServiceAccounts(accounts)).containsExactly(ACCOUNT, ACCOUNT);
    assertThat(admin.listAllRoleBindings(bindings)).containsExactly(BINDING, BINDING);

    sent(AdminOperations.LIST_INVITES, invites);
    sent(AdminOperations.LIST_INVITES, invites.toBuilder().paginationToken("t").build());
    sent(AdminOperations.LIST_SERVICE_ACCOUNTS, accounts);
    sent(AdminOperations.LIST_SERVICE_ACCOUNTS, accounts.toBuilder().paginationToken("t").build());
    sent(AdminOperations.LIST_ROLE_BINDINGS, bindings);
    sent(AdminOperations.LIST_ROLE_BINDINGS, bindings.toBuilder().paginationToken("t").build());
  }

  @Test
  void aPublisherRequestsAPageWhenItsItemsAreDemanded() {
    rest.answering(users("t", "1"), users("", "2"));
    FirstItem<User> first = new FirstItem<>();

    admin.async().listAllUsers(ListUsersRequest.all()).subscribe(first);

    assertThat(first.item.join().id()).isEqualTo("1");
    sent(AdminOperations.LIST_USERS, ListUsersRequest.all());
    assertThat(rest.hasNoCall()).isTrue();
  }

  /** Requests one item. */
  private static final class FirstItem<T> implements Flow.Subscriber<T> {
    final CompletableFuture<T> item = new CompletableFuture<>();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(1);
    }

    @Override
    public void onNext(T next) {
      item.complete(next);
    }

    @Override
    public void onError(Throwable failure) {
      item.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      item.completeExceptionally(new AssertionError("no item"));
    }
  }

  @Test
  void anAnswerAboutAnotherServiceAccountDoesNotShowItsSecret() {
    rest.answering(WITH_SECRET);

    assertThatThrownBy(() -> admin.rotateServiceAccountSecret("other"))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining("about service account 's', asked for 'other'")
        .hasMessageNotContaining("s3cret");
  }
}
