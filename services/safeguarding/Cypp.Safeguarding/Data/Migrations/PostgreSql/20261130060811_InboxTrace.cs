using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cypp.Safeguarding.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class InboxTrace : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "TraceParent",
                table: "inbox_item",
                type: "character varying(55)",
                maxLength: 55,
                nullable: true);

            RowRules.Protect(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "TraceParent",
                table: "inbox_item");
        }
    }
}
