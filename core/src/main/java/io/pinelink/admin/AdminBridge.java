package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The implementation of this package's responses, which {@code
 * io.pinelink.spi.response.AdminResponses} creates for transports. Not for applications: they
 * receive responses from calls, and create them for tests with the module {@code pinelink-testing}.
 */
public abstract class AdminBridge {
  /** For the SPI. */
  protected AdminBridge() {}

  /** A {@link ApiKeyDescription}. */
  protected record ApiKeyResult(
      String id, String name, String projectId, List<Role> roles, ResponseInfo info)
      implements ApiKeyDescription {
    /** Copies the roles. */
    public ApiKeyResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(projectId, "projectId is null");
      Objects.requireNonNull(info, "info is null");
      roles = Check.copy("roles", roles);
    }
  }

  /** A {@link CreatedApiKey}. */
  protected record CreatedApiKeyResult(ApiKeyDescription description, String secret)
      implements CreatedApiKey {
    /** Checks that no part is null. */
    public CreatedApiKeyResult {
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

  /** A {@link Invite}. */
  protected record InviteResult(
      String id,
      String email,
      InviteStatus status,
      Optional<Instant> createdAt,
      Optional<Instant> expiresAt,
      Optional<Instant> processedAt,
      ResponseInfo info)
      implements Invite {
    /** Checks that no part is null. */
    public InviteResult {
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

  /** A {@link Organization}. */
  protected record OrganizationResult(
      String id,
      String name,
      String plan,
      String paymentStatus,
      String supportTier,
      Optional<Instant> createdAt,
      ResponseInfo info)
      implements Organization {
    /** Checks that no part is null. */
    public OrganizationResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(plan, "plan is null");
      Objects.requireNonNull(paymentStatus, "paymentStatus is null");
      Objects.requireNonNull(supportTier, "supportTier is null");
      Objects.requireNonNull(createdAt, "createdAt is null");
      Objects.requireNonNull(info, "info is null");
    }
  }

  /** A {@link Project}. */
  protected record ProjectResult(
      String id,
      String name,
      String organizationId,
      int maxPods,
      boolean forceEncryptionWithCmek,
      Optional<Instant> createdAt,
      ResponseInfo info)
      implements Project {
    /** Checks that no part is null. */
    public ProjectResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(organizationId, "organizationId is null");
      Objects.requireNonNull(createdAt, "createdAt is null");
      Objects.requireNonNull(info, "info is null");
    }
  }

  /** A {@link RoleBinding}. */
  protected record RoleBindingResult(
      String id,
      PrincipalType principalType,
      String principalId,
      ResourceType resourceType,
      String resourceId,
      Role role,
      Optional<Instant> createdAt,
      ResponseInfo info)
      implements RoleBinding {
    /** Checks that no part is null. */
    public RoleBindingResult {
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

  /** A {@link ServiceAccount}. */
  protected record ServiceAccountResult(
      String id,
      String name,
      String clientId,
      Optional<Instant> createdAt,
      Optional<Instant> updatedAt,
      ResponseInfo info)
      implements ServiceAccount {
    /** Checks that no part is null. */
    public ServiceAccountResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(clientId, "clientId is null");
      Objects.requireNonNull(createdAt, "createdAt is null");
      Objects.requireNonNull(updatedAt, "updatedAt is null");
      Objects.requireNonNull(info, "info is null");
    }
  }

  /** A {@link ServiceAccountWithSecret}. */
  protected record ServiceAccountWithSecretResult(
      ServiceAccount serviceAccount, String clientSecret) implements ServiceAccountWithSecret {
    /** Checks that no part is null. */
    public ServiceAccountWithSecretResult {
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

  /** A {@link User}. */
  protected record UserResult(String id, String email, Optional<String> name, ResponseInfo info)
      implements User {
    /** Checks that no part is null. */
    public UserResult {
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
