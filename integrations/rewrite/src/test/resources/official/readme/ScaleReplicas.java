import io.pinecone.clients.Pinecone;

class ScaleReplicas {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();

        String indexName = "example-index";
        String podType = "p1.x1";
        int newNumberOfReplicas = 7;
        String deletionProtection = "disabled";

        pinecone.configurePodsIndex(indexName, podType, newNumberOfReplicas, deletionProtection, null);
    }
}
