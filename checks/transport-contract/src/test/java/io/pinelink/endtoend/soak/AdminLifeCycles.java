package io.pinelink.endtoend.soak;

import io.pinelink.admin.AdminClient;
import io.pinelink.admin.ApiKeyDescription;
import io.pinelink.admin.CreateApiKeyRequest;
import io.pinelink.admin.CreateInviteRequest;
import io.pinelink.admin.CreateProjectRequest;
import io.pinelink.admin.CreateRoleBindingRequest;
import io.pinelink.admin.CreateServiceAccountRequest;
import io.pinelink.admin.Invite;
import io.pinelink.admin.ListRoleBindingsRequest;
import io.pinelink.admin.ListUsersRequest;
import io.pinelink.admin.Organization;
import io.pinelink.admin.PrincipalType;
import io.pinelink.admin.Project;
import io.pinelink.admin.Role;
import io.pinelink.admin.RoleBinding;
import io.pinelink.admin.RoleGrant;
import io.pinelink.admin.ServiceAccount;
import io.pinelink.admin.UpdateApiKeyRequest;
import io.pinelink.admin.UpdateProjectRequest;
import io.pinelink.admin.User;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.model.PageRequest;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import io.pinelink.spi.request.ById;
import io.pinelink.testsupport.load.Mismatches;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Resources of the admin API, from their creation to their deletion, as {@link LifeCycles}. */
final class AdminLifeCycles {
  private static final RoleGrant MEMBER = RoleGrant.onOrganization(Role.ORG_MEMBER);

  private static final int MAX_ATTEMPTS = 4;

  private final EmbeddedPinecone server;
  private final AdminClient admin;
  private final Mismatches mismatches;
  private final AtomicInteger resent = new AtomicInteger();

  AdminLifeCycles(EmbeddedPinecone server, AdminClient admin, Mismatches mismatches) {
    this.server = server;
    this.admin = admin;
    this.mismatches = mismatches;
  }

  private void expect(boolean holds, String expected) {
    mismatches.expect(holds, () -> expected);
  }

  /**
   * Makes each call about a resource by its id, except its deletion and the emails of invites, so
   * that an operation that is added is called too.
   *
   * @param type the class of the resource; its name is part of the names of its operations
   * @return the resource
   */
  private <R> R describedByAllCalls(Class<R> type, String id) {
    String kind = type.getSimpleName().replace("Description", "");
    @Nullable R described = null;
    for (Operation<?, ?> operation : Operations.all()) {
      if (operation.request().equals(ById.class)
          && operation.name().matches("(?!delete|list|resend)[a-z]+" + kind + "([A-Z].*)?")) {
        Object response = call(operation.name(), id);
        if (operation.readOnly() && type.isInstance(response)) {
          described = type.cast(response);
        }
      }
    }
    return Objects.requireNonNull(described, "no operation describes " + type);
  }

  private Object call(String operation, String id) {
    try {
      return AdminClient.class.getMethod(operation, String.class).invoke(admin, id);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof PinelinkException failure) {
        throw failure;
      }
      throw new IllegalStateException(operation, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Admin has no " + operation + "(String)", e);
    }
  }

  void organizations(String name) {
    Organization organization = admin.listOrganizations().items().get(0);
    admin.updateOrganization(organization.id(), name);
    expect(
        describedByAllCalls(Organization.class, organization.id()).id().equals(organization.id()),
        "the organization is described");
  }

  void projects(String name) {
    Project project = admin.createProject(CreateProjectRequest.named(name));
    admin.updateProject(UpdateProjectRequest.builder(project.id()).name(name + "-new").build());
    expect(
        describedByAllCalls(Project.class, project.id()).name().equals(name + "-new"),
        name + " is renamed");
    expect(
        admin.listProjects().items().stream().anyMatch(p -> p.id().equals(project.id())),
        name + " is listed");
    apiKeys(project, name);
    admin.deleteProject(project.id());
    LifeCycles.expectNotFound(
        mismatches, () -> describedByAllCalls(Project.class, project.id()), name);
  }

  private void apiKeys(Project project, String name) {
    ApiKeyDescription key =
        admin.createApiKey(CreateApiKeyRequest.builder(project.id(), name).build()).description();
    admin.updateApiKey(UpdateApiKeyRequest.builder(key.id()).name(name + "-new").build());
    expect(
        describedByAllCalls(ApiKeyDescription.class, key.id()).name().equals(name + "-new"),
        "the key is renamed");
    expect(
        admin.listApiKeys(project.id()).items().stream().anyMatch(k -> k.id().equals(key.id())),
        "the key is listed");
    admin.deleteApiKey(key.id());
    LifeCycles.expectNotFound(
        mismatches, () -> describedByAllCalls(ApiKeyDescription.class, key.id()), "key " + name);
  }

  void invites(String name) {
    String email = name + "@example.com";
    Invite deleted = admin.createInvite(CreateInviteRequest.to("not-" + email, MEMBER));
    expect(
        describedByAllCalls(Invite.class, deleted.id()).id().equals(deleted.id()),
        "it is described");
    admin.listInvites(PageRequest.all());
    resend(deleted);
    admin.deleteInvite(deleted.id());

    server.acceptInvite(admin.createInvite(CreateInviteRequest.to(email, MEMBER)).id());
    User user = admin.listUsers(ListUsersRequest.withEmail(email)).items().get(0);
    expect(
        describedByAllCalls(User.class, user.id()).email().equals(email), email + " is described");
    admin.deleteUser(user.id());
    LifeCycles.expectNotFound(mismatches, () -> describedByAllCalls(User.class, user.id()), email);
  }

  /** The organization may send 100 invite emails within an hour; each attempt may send one. */
  private void resend(Invite invite) {
    int before = resent.getAndIncrement();
    try {
      admin.resendInvite(invite.id());
    } catch (RateLimitedException e) {
      if (!String.valueOf(e.getMessage()).contains("100 invite emails within an hour")) {
        throw e;
      }
      expect(before >= 100 / MAX_ATTEMPTS, "invite email " + before + " is sent");
    }
  }

  void serviceAccounts(String name) {
    ServiceAccount account =
        admin
            .createServiceAccount(
                CreateServiceAccountRequest.builder(name).roleGrants(MEMBER).build())
            .serviceAccount();
    admin.updateServiceAccount(account.id(), name + "-new");
    expect(
        describedByAllCalls(ServiceAccount.class, account.id()).name().equals(name + "-new"),
        name + " is renamed");
    admin.listServiceAccounts(PageRequest.all());
    RoleBinding binding =
        admin.createRoleBinding(
            CreateRoleBindingRequest.of(
                PrincipalType.SERVICE_ACCOUNT,
                account.id(),
                RoleGrant.onOrganization(Role.ORG_MANAGER)));
    expect(
        describedByAllCalls(RoleBinding.class, binding.id()).principalId().equals(account.id()),
        "the role is bound to " + name);
    admin.listRoleBindings(
        ListRoleBindingsRequest.builder()
            .principal(PrincipalType.SERVICE_ACCOUNT, account.id())
            .build());
    admin.deleteRoleBinding(binding.id());
    admin.deleteServiceAccount(account.id());
    LifeCycles.expectNotFound(
        mismatches, () -> describedByAllCalls(ServiceAccount.class, account.id()), name);
  }
}
