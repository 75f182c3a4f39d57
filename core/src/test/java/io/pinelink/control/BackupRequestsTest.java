package io.pinelink.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.ByName;
import io.pinelink.spi.request.CollectionSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that make, list and delete collections, backups and what is made of them. */
class BackupRequestsTest {
  @Test
  void aCollectionNeedsAValidNameAndASource() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CollectionSource("C", "docs"))
        .withMessageStartingWith("collection name is 'C'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CollectionSource("c", "Docs"))
        .withMessageStartingWith("index name is 'Docs'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByName.ofCollection(""))
        .withMessageStartingWith("collection name is ''");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByName.ofCollection("a b"))
        .withMessageStartingWith("collection name is 'a b'");
  }

  @Test
  void aBackupNameIsOptionalButMustBeValid() {
    CreateBackupRequest plain = CreateBackupRequest.of("docs");
    assertThat(plain.name()).isEmpty();
    assertThat(plain.description()).isEmpty();
    assertThat(plain).hasToString("CreateBackupRequest[docs, name null]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateBackupRequest.builder("docs").name("My Backup"))
        .withMessageStartingWith("backup name is 'My Backup'");
    assertThat(CreateBackupRequest.builder("docs").name("a").build())
        .isEqualTo(CreateBackupRequest.builder("docs").name("a").build())
        .hasSameHashCodeAs(CreateBackupRequest.builder("docs").name("a").build())
        .isNotEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void anIdIsNotBlank(String blank) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ById.of(blank))
        .withMessage("id is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateIndexFromBackupRequest.builder(blank, "new"))
        .withMessage("backupId is blank");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101})
  void aPageHas1To100Items(int limit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListBackupsRequest.builder().limit(limit))
        .withMessage("limit is %s, expected 1 to 100", limit);
  }

  @Test
  void aListRequestIsCopiedInFull() {
    ListBackupsRequest backups =
        ListBackupsRequest.builder().index("docs").limit(7).paginationToken("t").build();
    assertThat(backups.toBuilder().build()).isEqualTo(backups).hasSameHashCodeAs(backups);
    assertThat(backups).isNotEqualTo(ListBackupsRequest.all());
    assertThat(ListBackupsRequest.ofIndex("docs").index()).contains("docs");
    assertThat(ListBackupsRequest.all().index()).isEmpty();
  }

  @Test
  void deletedIndexesAreIncludedByNameOnly() {
    ListBackupsRequest request =
        ListBackupsRequest.builder().index("docs").includeDeleted().limit(7).build();
    assertThat(request.includeDeleted()).isTrue();
    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
    assertThat(request).hasToString("ListBackupsRequest[index docs and deleted ones, limit 7]");
    assertThat(request.toBuilder().includeDeleted(false).build()).isNotEqualTo(request);
    assertThat(ListBackupsRequest.ofIndex("docs").includeDeleted()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListBackupsRequest.builder().includeDeleted().build())
        .withMessageStartingWith("includeDeleted is true without an index, expected the name");
  }

  @Test
  void anIndexFromABackupAcceptsTagsAndProtection() {
    CreateIndexFromBackupRequest request =
        CreateIndexFromBackupRequest.builder("b-1", "new")
            .tag("a", "1")
            .deletionProtection()
            .build();
    assertThat(request.tags()).isEqualTo(Map.of("a", "1"));
    assertThat(request.deletionProtection()).isTrue();
    assertThat(request.readCapacity()).isEmpty();
    assertThat(request).hasToString("CreateIndexFromBackupRequest[new, backup b-1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateIndexFromBackupRequest.builder("b-1", "New"))
        .withMessageStartingWith("index name is 'New'");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                CreateIndexFromBackupRequest.builder("b-1", "new")
                    .readCapacity(new ReadCapacity.Other("Magic")))
        .withMessageStartingWith("readCapacity has mode 'Magic'");
  }
}
