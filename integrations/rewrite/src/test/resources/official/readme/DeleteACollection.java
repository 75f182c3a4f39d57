import io.pinecone.clients.Pinecone;

class DeleteACollection {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        pinecone.deleteCollection("example-collection");
    }
}
