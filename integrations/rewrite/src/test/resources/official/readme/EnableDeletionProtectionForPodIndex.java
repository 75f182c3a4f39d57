import io.pinecone.clients.Pinecone;

class EnableDeletionProtectionForPodIndex {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();

        String indexName = "example-index";
        String deletionProtection = "enabled";

        pinecone.configurePodsIndex(indexName, deletionProtection);
    }
}
