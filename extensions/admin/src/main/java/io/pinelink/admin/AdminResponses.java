package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Creates the responses of the admin API, for tests of programs that receive them. {@code
 * Responses} of the module {@code pinelink-testing} creates their {@link ResponseInfo}.
 */
public final class AdminResponses {
  private AdminResponses() {}

  /** Creates the description of an API key. */
  public static ApiKeyDescription apiKey(
      String id, String name, String projectId, List<Role> roles, ResponseInfo info) {
    return new ApiKeyResult(id, name, projectId, roles, info);
  }

  /** Creates a new API key. */
  public static CreatedApiKey createdApiKey(ApiKeyDescription description, String secret) {
    return new CreatedApiKeyResult(description, secret);
  }

  /** Creates an invitation to join the organization. */
  public static Invite invite(
      String id,
      String email,
      InviteStatus status,
      Optional<Instant> createdAt,
      Optional<Instant> expiresAt,
      Optional<Instant> processedAt,
      ResponseInfo info) {
    return new InviteResult(id, email, status, createdAt, expiresAt, processedAt, info);
  }

  /** Creates an organization. */
  public static Organization organization(
      String id,
      String name,
      String plan,
      String paymentStatus,
      String supportTier,
      Optional<Instant> createdAt,
      ResponseInfo info) {
    return new OrganizationResult(id, name, plan, paymentStatus, supportTier, createdAt, info);
  }

  /** Creates a project. */
  public static Project project(
      String id,
      String name,
      String organizationId,
      int maxPods,
      boolean forceEncryptionWithCmek,
      Optional<Instant> createdAt,
      ResponseInfo info) {
    return new ProjectResult(
        id, name, organizationId, maxPods, forceEncryptionWithCmek, createdAt, info);
  }

  /** Creates a role of one principal on one resource. */
  public static RoleBinding roleBinding(
      String id,
      PrincipalType principalType,
      String principalId,
      ResourceType resourceType,
      String resourceId,
      Role role,
      Optional<Instant> createdAt,
      ResponseInfo info) {
    return new RoleBindingResult(
        id, principalType, principalId, resourceType, resourceId, role, createdAt, info);
  }

  /** Creates a service account. */
  public static ServiceAccount serviceAccount(
      String id,
      String name,
      String clientId,
      Optional<Instant> createdAt,
      Optional<Instant> updatedAt,
      ResponseInfo info) {
    return new ServiceAccountResult(id, name, clientId, createdAt, updatedAt, info);
  }

  /** Creates a service account with a new secret. */
  public static ServiceAccountWithSecret serviceAccountWithSecret(
      ServiceAccount serviceAccount, String clientSecret) {
    return new ServiceAccountWithSecretResult(serviceAccount, clientSecret);
  }

  /** Creates a user. */
  public static User user(String id, String email, Optional<String> name, ResponseInfo info) {
    return new UserResult(id, email, name, info);
  }

  record ApiKeyResult(String id, String name, String projectId, List<Role> roles, ResponseInfo info)
      implements ApiKeyDescription {
    ApiKeyResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(projectId, "projectId is null");
      Objects.requireNonNull(info, "info is null");
      roles = Check.copy("roles", roles);
    }
  }

  record CreatedApiKeyResult(ApiKeyDescription description, String secret)
      implements CreatedApiKey {
    CreatedApiKeyResult {
      Objects.requireNonNull(description, "description is null");
      Objects.requireNonNull(secret, "secret is null");
    }

    @Override
    public ResponseInfo info() {
      return description.info();
    }

    /** Returns the description, never the key. */
    @Override
    public String toString() {
      return "CreatedApiKey[" + description.name() + ", ***]";
    }
  }

  record InviteResult(
      String id,
      String email,
      InviteStatus status,
      Optional<Instant> createdAt,
      Optional<Instant> expiresAt,
      Optional<Instant> processedAt,
      ResponseInfo info)
      implements Invite {
    InviteResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(email, "email is null");
      Objects.requireNonNull(status, "status is null");
      Objects.requireNonNull(createdAt, "createdAt is null");
      Objects.requireNonNull(expiresAt, "expiresAt is null");
      Objects.requireNonNull(processedAt, "processedAt is null");
      Objects.requireNonNull(info, "info is null");
    }

    /** Returns id and status without the email address. */
    @Override
    public String toString() {
      return "Invite[" + id + ", " + status + "]";
    }
  }

  record OrganizationResult(
      String id,
      String name,
      String plan,
      String paymentStatus,
      String supportTier,
      Optional<Instant> createdAt,
      ResponseInfo info)
      implements Organization {
    OrganizationResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(plan, "plan is null");
      Objects.requireNonNull(paymentStatus, "paymentStatus is null");
      Objects.requireNonNull(supportTier, "supportTier is null");
      Objects.requireNonNull(createdAt, "createdAt is null");
      Objects.requireNonNull(info, "info is null");
    }
  }

  record ProjectResult(
      String id,
      String name,
      String organizationId,
      int maxPods,
      boolean forceEncryptionWithCmek,
      Optional<Instant> createdAt,
      ResponseInfo info)
      implements Project {
    ProjectResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(organizationId, "organizationId is null");
      Objects.requireNonNull(createdAt, "createdAt is null");
      Objects.requireNonNull(info, "info is null");
    }
  }

  record RoleBindingResult(
      String id,
      PrincipalType principalType,
      String principalId,
      ResourceType resourceType,
      String resourceId,
      Role role,
      Optional<Instant> createdAt,
      ResponseInfo info)
      implements RoleBinding {
    RoleBindingResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(principalType, "principalType is null");
      Objects.requireNonNull(principalId, "principalId is null");
      Objects.requireNonNull(resourceType, "resourceType is null");
      Objects.requireNonNull(resourceId, "resourceId is null");
      Objects.requireNonNull(role, "role is null");
      Objects.requireNonNull(createdAt, "createdAt is null");
      Objects.requireNonNull(info, "info is null");
    }
  }

  record ServiceAccountResult(
      String id,
      String name,
      String clientId,
      Optional<Instant> createdAt,
      Optional<Instant> updatedAt,
      ResponseInfo info)
      implements ServiceAccount {
    ServiceAccountResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(clientId, "clientId is null");
      Objects.requireNonNull(createdAt, "createdAt is null");
      Objects.requireNonNull(updatedAt, "updatedAt is null");
      Objects.requireNonNull(info, "info is null");
    }
  }

  record ServiceAccountWithSecretResult(ServiceAccount serviceAccount, String clientSecret)
      implements ServiceAccountWithSecret {
    ServiceAccountWithSecretResult {
      Objects.requireNonNull(serviceAccount, "serviceAccount is null");
      Objects.requireNonNull(clientSecret, "clientSecret is null");
    }

    @Override
    public ResponseInfo info() {
      return serviceAccount.info();
    }

    /** Returns the name of the service account, never the secret. */
    @Override
    public String toString() {
      return "ServiceAccountWithSecret[" + serviceAccount.name() + ", ***]";
    }
  }

  record UserResult(String id, String email, Optional<String> name, ResponseInfo info)
      implements User {
    UserResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(email, "email is null");
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(info, "info is null");
    }

    /** Returns the id without the personal data. */
    @Override
    public String toString() {
      return "User[" + id + "]";
    }
  }
}
