import io.pinecone.clients.Pinecone;

class DeleteAnIndex {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        pinecone.deleteIndex("example-index");
    }
}
