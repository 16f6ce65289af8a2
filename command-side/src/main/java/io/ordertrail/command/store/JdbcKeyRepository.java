package io.ordertrail.command.store;

import io.ordertrail.platform.personal.KeyRepository;
import io.ordertrail.platform.personal.StoredKey;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;

/** Keys of persons in one table; a row without a key is of who is forgotten. */
class JdbcKeyRepository implements KeyRepository {

    private static final String KEY = "SELECT owner, master, wrapped FROM personal_keys WHERE ";
    private static final RowMapper<StoredKey> ROW = (row, number) -> new StoredKey(row.getString(1), row.getString(2), row.getString(3));

    private final CommandTables tables;

    JdbcKeyRepository(CommandTables tables) {
        this.tables = tables;
    }

    @Override
    public List<StoredKey> from(String owner, int most) {
        try {
            return tables.apart(() -> tables.client().sql(KEY + "owner >= ? ORDER BY owner LIMIT ?").params(owner, most).query(ROW).list());
        } catch (DataAccessException e) {
            // Who reads a document with it must not take that for unreadable.
            throw Refusal.of(Code.UNAVAILABLE, "The keys of persons cannot be read");
        }
    }

    @Override
    public StoredKey keep(StoredKey key) {
        return tables.write(() -> {
            try {
                tables.client().sql("INSERT INTO personal_keys (owner, master, wrapped) VALUES (?, ?, ?)")
                        .params(key.owner(), key.master(), key.wrapped()).update();
                return key;
            } catch (DuplicateKeyException e) {
                return tables.client().sql(KEY + "owner = ?").param(key.owner()).query(ROW).single();
            }
        });
    }

    @Override
    public boolean forget(String owner) {
        return tables
                .write(() -> tables.client().sql("UPDATE personal_keys SET master = '', wrapped = '' WHERE owner = ? AND wrapped <> ''")
                        .param(owner).update() > 0);
    }

    @Override
    public List<StoredKey> notUnder(String master, int most) {
        return tables.apart(() -> tables.client().sql(KEY + "master NOT IN (?, '') LIMIT ?").params(master, most).query(ROW).list());
    }

    @Override
    public void rewrap(StoredKey before, StoredKey after) {
        tables.write(() -> tables.client().sql("UPDATE personal_keys SET master = ?, wrapped = ? WHERE owner = ? AND wrapped = ?")
                .params(after.master(), after.wrapped(), before.owner(), before.wrapped()).update());
    }
}
