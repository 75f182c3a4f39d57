package io.pinelink.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pinelink.model.Protocol;
import io.pinelink.rest.RestTransport;
import io.pinelink.server.EmbeddedPineconeBuilder;
import io.pinelink.spi.Operations;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract, and the rows of the operations that only REST has, of all extensions too. */
abstract class RestContract extends TransportContract {
  @Override
  protected final Protocol protocol() {
    return Protocol.REST;
  }

  @Override
  protected final Transport transport(TransportOptions options) {
    return RestTransport.create(options);
  }

  @Override
  final Contract contract() {
    return Contract.ofBothProtocols()
        .and(
            List.of(
                RecordRows.section(),
                RecordSearchRows.section(),
                RecordSearchLimitRows.section(),
                DocumentRows.section(),
                DocumentSearchRows.section(),
                DocumentColumnRows.section(),
                ImportRows.section(),
                InferenceRows.section(),
                ModelRows.section(),
                CreateIndexRows.section(),
                DocumentIndexRows.section(),
                ModelIndexRows.section(),
                IndexRows.section(),
                ConfigureIndexRows.section(),
                CollectionRows.section(),
                BackupRows.section(),
                RestoreRows.section(),
                BackupScheduleRows.section(),
                ConversionRows.section(),
                OrganizationRows.section(),
                ProjectRows.section(),
                ApiKeyRows.section(),
                UserRows.section(),
                InviteRows.section(),
                ServiceAccountRows.section(),
                RoleBindingRows.section(),
                MetricsRows.section(),
                LoginRows.section()));
  }

  @Override
  final void prepare(EmbeddedPineconeBuilder server, Path folder) {
    ImportFiles.copyTo(folder);
    server.bucket(ImportFiles.BUCKET, folder).importTime(ImportFiles.TIME);
  }

  @Test
  void everyOperationIsInTheContract() {
    assertEquals(Set.copyOf(Operations.all()), contract().operations());
  }
}
