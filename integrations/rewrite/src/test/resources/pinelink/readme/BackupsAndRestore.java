import io.pinelink.Pinelink;
import io.pinelink.control.*;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;

class BackupsAndRestore {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();

        String indexName1 = "test-index-1";
        String indexName2 = "test-index-2";

        // create a backup from index
        BackupDescription backupModel1 = pinecone.controlPlane().createBackup(CreateBackupRequest.builder(indexName1).name("backup-id-1").description("description-for-backup-1").build());
        System.out.println("backupModel1: " + backupModel1);

        BackupDescription backupModel2 = pinecone.controlPlane().createBackup(CreateBackupRequest.builder(indexName2).name("backup-id-2").description("description-for-backup-2").build());
        System.out.println("backupModel2: " + backupModel2);

        // list all backups for an index
        ListResponse<BackupDescription> backupList = pinecone.controlPlane().listBackups(ListBackupsRequest.builder().index(indexName1).limit(10).build());
        System.out.println("backupList for index1: " + backupList);

        // list all backups for a project
        backupList = pinecone.controlPlane().listBackups(ListBackupsRequest.builder().limit(3).paginationToken("some-pagination-token").build());
        System.out.println("backupList for project: " + backupList);

        // describe backup
        backupModel1 = pinecone.controlPlane().describeBackup(backupModel1.id());
        System.out.println("describe backup for index1: " + backupModel1);

        backupModel2 = pinecone.controlPlane().describeBackup(backupModel2.id());
        System.out.println("describe backup index2: " + backupModel2);

        // delete backup
        pinecone.controlPlane().deleteBackup(backupModel1.id());

        // wait for the backup to be ready
        Thread.sleep(10000);

        // create index from a backup
        CreateIndexFromBackupResponse backupResponse = pinecone.controlPlane().createIndexFromBackup(CreateIndexFromBackupRequest.builder(backupModel1.id(), "test-index-3").build());
        System.out.println(backupResponse.restoreJobId());

        // wait for index to be created
        Thread.sleep(5000);

        // describeRestoreJob
        RestoreJobDescription restoreJobModel = pinecone.controlPlane().describeRestoreJob(backupResponse.restoreJobId());
        System.out.println("restore model: " + restoreJobModel);

        // listRestoreJobs
        ListResponse<RestoreJobDescription> restoreJobList = pinecone.controlPlane().listRestoreJobs(PageRequest.builder().limit(2).build());
        System.out.println("restore job list: " + restoreJobList);
    }
}
