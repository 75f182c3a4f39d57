package io.pinelink.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.spi.request.ById;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests about users, invites, service accounts and role bindings; secrets are not printed. */
class PrincipalRequestsTest {
  private static final RoleGrant MEMBER = RoleGrant.onOrganization(Role.ORG_MEMBER);
  private static final RoleGrant VIEWER = RoleGrant.onProject("p1", Role.PROJECT_VIEWER);
  private static final ResponseInfo INFO =
      VectorResponses.info(
          null,
          "",
          null,
          null,
          ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of())),
          Protocol.REST,
          1);

  private static void refused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
  }

  @Test
  void aRoleOnAProjectNeedsItsIdAndOneOnTheOrganizationHasNone() {
    assertThat(VIEWER.resourceType()).isEqualTo(ResourceType.PROJECT);
    assertThat(VIEWER.resourceId()).contains("p1");
    assertThat(MEMBER.resourceType()).isEqualTo(ResourceType.ORGANIZATION);
    assertThat(MEMBER.resourceId()).isEmpty();
    refused(
        () -> new RoleGrant(ResourceType.PROJECT, Optional.empty(), Role.PROJECT_VIEWER),
        "resourceId is missing, expected the id of a project");
    refused(
        () -> new RoleGrant(ResourceType.ORGANIZATION, Optional.of("-o1"), Role.ORG_MEMBER),
        "resourceId is '-o1', expected none");
    refused(() -> RoleGrant.onProject(" ", Role.PROJECT_VIEWER), "resourceId is blank");
  }

  @Test
  void anUnknownKindOfResourceMayHaveAnId() {
    ResourceType folder = new ResourceType("folder");

    assertThat(new RoleGrant(folder, Optional.of("f1"), new Role("Reader")).resourceId())
        .contains("f1");
    assertThat(new RoleGrant(folder, Optional.empty(), new Role("Reader")).resourceId()).isEmpty();
  }

  @Test
  void anInviteHasOneToAHundredRolesIncludingOneOnTheOrganization() {
    CreateInviteRequest request = CreateInviteRequest.to("a@example.com", VIEWER, MEMBER);

    assertThat(request.email()).isEqualTo("a@example.com");
    assertThat(request.roleGrants()).containsExactly(VIEWER, MEMBER);
    assertThat(CreateInviteRequest.to("a@b", Collections.nCopies(100, MEMBER)).roleGrants())
        .hasSize(100);
    refused(
        () -> CreateInviteRequest.to("a@example.com"), "roleGrants size is 0, expected 1 to 100");
    refused(
        () -> CreateInviteRequest.to("a@example.com", Collections.nCopies(101, MEMBER)),
        "roleGrants size is 101, expected 1 to 100");
    refused(
        () -> CreateInviteRequest.to("a@example.com", VIEWER),
        "roleGrants has no role on the organization, expected one that makes the person a member,"
            + " such as OrgMember");
  }

  @Test
  void theRolesOfAnInviteAreCopied() {
    List<RoleGrant> grants = new ArrayList<>(List.of(MEMBER));
    CreateInviteRequest request = CreateInviteRequest.to("a@b", grants);

    grants.clear();

    assertThat(request.roleGrants()).containsExactly(MEMBER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jane", "@example.com", "jane@", "ja ne@example.com", "jane@a\n.com"})
  void anEmailAddressIsValidatedAndNotRepeated(String email) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateInviteRequest.to(email, MEMBER))
        .withMessage("email is not an address, expected a form such as name@example.com");
    assertThatIllegalArgumentException().isThrownBy(() -> ListUsersRequest.withEmail(email));
  }

  @Test
  void anEmailAddressHasAtMost254Characters() {
    String longest = "a".repeat(252) + "@b";

    assertThat(ListUsersRequest.withEmail(longest).email()).contains(longest);
    refused(
        () -> ListUsersRequest.withEmail("a" + longest),
        "length of email is 255, expected 1 to 254");
    refused(() -> ListUsersRequest.withEmail(""), "length of email is 0, expected 1 to 254");
  }

  @Test
  void aServiceAccountHasNoRolesByDefaultAndAtMostAHundred() {
    CreateServiceAccountRequest request = CreateServiceAccountRequest.named("ci");

    assertThat(request.name()).isEqualTo("ci");
    assertThat(request.roleGrants()).isEmpty();
    assertThat(request)
        .isEqualTo(CreateServiceAccountRequest.builder("ci").roleGrants().build())
        .isNotEqualTo(CreateServiceAccountRequest.builder("ci").roleGrants(MEMBER).build())
        .isNotEqualTo(CreateServiceAccountRequest.named("cd"))
        .hasSameHashCodeAs(CreateServiceAccountRequest.named("ci"));
    refused(
        () ->
            CreateServiceAccountRequest.builder("ci")
                .roleGrants(Collections.nCopies(101, MEMBER).toArray(RoleGrant[]::new)),
        "roleGrants size is 101, expected 0 to 100");
    refused(
        () -> CreateServiceAccountRequest.named("n".repeat(81)),
        "length of name is 81, expected 1 to 80");
  }

  @Test
  void roleBindingsAreFilteredByPrincipalResourceAndRole() {
    ListRoleBindingsRequest request =
        ListRoleBindingsRequest.builder()
            .principal(PrincipalType.USER, "u1")
            .resource(ResourceType.PROJECT, "p1")
            .role(Role.PROJECT_OWNER)
            .limit(7)
            .paginationToken("t")
            .build();

    assertThat(request.principalType()).contains(PrincipalType.USER);
    assertThat(request.principalId()).contains("u1");
    assertThat(request.resourceType()).contains(ResourceType.PROJECT);
    assertThat(request.resourceId()).contains("p1");
    assertThat(request.role()).contains(Role.PROJECT_OWNER);
    assertThat(request.limit()).hasValue(7);
    assertThat(request.paginationToken()).contains("t");
    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
    ListRoleBindingsRequest anyUser =
        request.toBuilder().principal(PrincipalType.USER).resource(ResourceType.PROJECT).build();
    assertThat(anyUser.principalType()).contains(PrincipalType.USER);
    assertThat(anyUser.principalId()).isEmpty();
    assertThat(anyUser.resourceId()).isEmpty();
    assertThat(anyUser).isNotEqualTo(request);
    assertThat(request)
        .hasToString(
            "ListRoleBindingsRequest[principal user u1, resource project p1, role ProjectOwner,"
                + " limit 7]");
    assertThat(ListRoleBindingsRequest.all().principalType()).isEmpty();
    refused(
        () -> ListRoleBindingsRequest.builder().principal(PrincipalType.USER, ""),
        "principalId is blank");
  }

  @Test
  void pagesHaveOneToAHundredItems() {
    assertThat(ListUsersRequest.all().limit()).isEmpty();
    assertThat(ListUsersRequest.builder().limit(100).build().limit()).hasValue(100);
    refused(() -> ListUsersRequest.builder().limit(0), "limit is 0, expected 1 to 100");
    refused(() -> ListRoleBindingsRequest.builder().limit(101), "limit is 101, expected 1 to 100");
  }

  @Test
  void requestsForPagesAreCopiedAndCompared() {
    ListUsersRequest users = ListUsersRequest.builder().email("a@b").limit(3).build();

    assertThat(users.toBuilder().build()).isEqualTo(users).hasSameHashCodeAs(users);
    assertThat(users).isNotEqualTo(ListUsersRequest.builder().limit(3).build());
  }

  @Test
  void anEmptyTokenMeansTheLastPage() {
    assertThat(new VectorResponses.ListResult<>(List.of(), Optional.of(""), INFO).nextToken())
        .isEmpty();
    assertThat(new VectorResponses.ListResult<>(List.of(), Optional.of("t"), INFO).nextToken())
        .contains("t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", ".."})
  void idsAreCheckedBeforeTheyBecomePaths(String id) {
    List<ThrowingCallable> calls =
        List.of(
            () -> ById.of("userId", id),
            () -> ById.of("inviteId", id),
            () -> ById.of("serviceAccountId", id),
            () -> ById.of("roleBindingId", id),
            () -> ById.of("projectId", id),
            () -> CreateRoleBindingRequest.of(PrincipalType.USER, id, MEMBER));
    for (ThrowingCallable call : calls) {
      assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining("Id is ");
    }
  }

  @Test
  void neitherSecretsNorEmailAddressesArePrinted() {
    ServiceAccount account =
        ServiceAccount.of("s1", "ci", "c1", Optional.empty(), Optional.empty(), INFO);
    ServiceAccountWithSecret created = ServiceAccountWithSecret.of(account, "s3cret-of-ci");

    assertThat(created).hasToString("ServiceAccountWithSecret[ci, ***]");
    assertThat(created.clientSecret()).isEqualTo("s3cret-of-ci");
    assertThat(created.serviceAccount()).isEqualTo(account);
    assertThat(created.info()).isEqualTo(INFO);
    assertThat(User.of("u1", "a@example.com", Optional.of("Jane"), INFO)).hasToString("User[u1]");
    assertThat(
            Invite.of(
                "i1",
                "a@example.com",
                InviteStatus.PENDING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                INFO))
        .hasToString("Invite[i1, pending]");
    assertThat(CreateInviteRequest.to("a@example.com", MEMBER).toString())
        .doesNotContain("example");
    assertThat(ListUsersRequest.withEmail("a@example.com").toString()).doesNotContain("example");
  }

  @Test
  void typesAndRolesKeepTheNamesOfTheService() {
    assertThat(PrincipalType.SERVICE_ACCOUNT).hasToString("service_account");
    assertThat(ResourceType.ORGANIZATION).hasToString("organization");
    assertThat(InviteStatus.PROCESSED).hasToString("processed");
    assertThat(new Role("OrgOwner")).isEqualTo(Role.ORG_OWNER);
  }
}
