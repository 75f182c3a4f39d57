import io.pinelink.Pinelink;

class DeleteAnIndex {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        pinecone.controlPlane().deleteIndex("example-index");
    }
}
