package io.pinelink.admin.internal.provider;

import io.pinelink.admin.AdminOperations;
import io.pinelink.spi.Operation;
import io.pinelink.spi.OperationProvider;
import java.util.List;

/** The operations of the admin API, for the list of all operations. */
public final class AdminOperationProvider implements OperationProvider {
  /** Creates the provider; used by {@code ServiceLoader}. */
  public AdminOperationProvider() {}

  @Override
  public List<Operation<?, ?>> operations() {
    return AdminOperations.all();
  }
}
