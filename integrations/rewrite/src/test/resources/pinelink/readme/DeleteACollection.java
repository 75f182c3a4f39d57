import io.pinelink.Pinelink;

class DeleteACollection {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        pinecone.controlPlane().deleteCollection("example-collection");
    }
}
